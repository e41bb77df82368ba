using System.Diagnostics;
using Verification.Reports.Evidence;
using Verification.Tests.Model;

namespace Verification.Tests.Reports.Evidence;

/// <summary>A process that adds evidence until it is killed.</summary>
internal static class EndlessEvidence
{
    public const string Command = "add-evidence";

    public static Process Start(string folder) => Process.Start(new ProcessStartInfo("dotnet", [typeof(EndlessEvidence).Assembly.Location, Command, folder])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
    })!;

    public static int Write(string folder)
    {
        var evidence = new EvidenceFolder(folder);
        for (var written = 0; ; written++)
        {
            evidence.Add(GuideFacts.Healthy);
            Console.Out.WriteLine(written);
        }
    }
}
