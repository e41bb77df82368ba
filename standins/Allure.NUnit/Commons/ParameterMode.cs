namespace Allure.Net.Commons;

/// <summary>How a report shows a parameter. Its value is in the result file in any case.</summary>
public enum ParameterMode
{
    Default,
    Masked,
    Hidden,
}
