using System.Reflection;
using System.Xml.Linq;
using NUnit.Framework.Api;
using NUnit.Framework.Internal;
using Verification.AllureSamples.Reached;

namespace Verification.Tests.Standins.AllureNUnit;

/// <summary>The process that runs the samples: Allure's configuration and NUnit's state belong to a process.</summary>
internal static class SampleProcess
{
    public const string Command = "run-samples";

    public static Assembly Samples => typeof(OutcomeSamples).Assembly;

    /// <param name="file">Where NUnit's own account of the run goes.</param>
    public static int Run(string file)
    {
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        runner.Load(Samples, new Dictionary<string, object> { ["NumberOfTestWorkers"] = 4 });
        var result = runner.Run(TestListener.NULL, TestFilter.Empty);
        XElement.Parse(result.ToXml(recursive: true).OuterXml).Save(file);
        return 0;
    }
}
