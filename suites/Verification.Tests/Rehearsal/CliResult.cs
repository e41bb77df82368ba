using Verification.Rehearsal.Commands;

namespace Verification.Tests.Rehearsal;

/// <summary>What the command line did, run in this process with its output caught.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Errors)
{
    private static readonly CaughtWriter Out = CaughtWriter.Install(Console.Out, Console.SetOut);
    private static readonly CaughtWriter Error = CaughtWriter.Install(Console.Error, Console.SetError);

    public static async Task<CliResult> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var output = Out.Catch();
        var errors = Error.Catch();

        var exitCode = await CommandLine.RunAsync(args, cancellationToken);

        return new CliResult(exitCode, output.ToString(), errors.ToString());
    }

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}
