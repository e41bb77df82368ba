namespace Allure.Net.Commons;

/// <summary>Labels that reports know.</summary>
public static class LabelName
{
    public const string TEST_TYPE = "testType";

    public const string LANGUAGE = "language";

    public const string FRAMEWORK = "framework";

    public const string THREAD = "thread";

    public const string HOST = "host";

    public const string PACKAGE = "package";

    public const string TEST_CLASS = "testClass";

    public const string TEST_METHOD = "testMethod";

    public const string OWNER = "owner";

    public const string SEVERITY = "severity";

    public const string ALLURE_ID = "ALLURE_ID";

    public const string TAG = "tag";

    public const string PARENT_SUITE = "parentSuite";

    public const string SUITE = "suite";

    public const string SUB_SUITE = "subSuite";

    public const string EPIC = "epic";

    public const string FEATURE = "feature";

    public const string STORY = "story";
}
