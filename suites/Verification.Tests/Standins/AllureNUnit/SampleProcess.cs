using System.Reflection;
using System.Xml.Linq;
using NUnit.Framework.Api;
using NUnit.Framework.Internal;
using Verification.AllureSamples.Reached;

namespace Verification.Tests.Standins.AllureNUnit;

/// <summary>The process that runs the samples, or suites: Allure's configuration and NUnit's state belong to a process.</summary>
internal static class SampleProcess
{
    public const string Command = "run-reported";

    public static Assembly Samples => typeof(OutcomeSamples).Assembly;

    /// <param name="file">Where NUnit's own account of the run goes.</param>
    /// <param name="assembly">The assembly whose tests are run.</param>
    /// <param name="filter">NUnit's filter, as XML.</param>
    public static int Run(string file, string assembly, string filter)
    {
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        runner.Load(Assembly.LoadFrom(assembly), new Dictionary<string, object> { ["NumberOfTestWorkers"] = 4 });
        var result = runner.Run(TestListener.NULL, TestFilter.FromXml(filter));
        XElement.Parse(result.ToXml(recursive: true).OuterXml).Save(file);
        return 0;
    }
}
