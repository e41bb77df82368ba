using System.Collections;
using Verification.Reports.Redaction;

namespace Verification.AllureReports;

/// <summary>The secrets of this process: those of its environment, and what looks like one.</summary>
public static class KnownSecrets
{
    public static Redactor Redactor { get; } = Redactor.ForVariables(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? "")));
}
