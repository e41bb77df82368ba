using Verification.Rehearsal.Commands;

namespace Verification.Tests.Rehearsal;

/// <summary>What the command line did, run in this process with its output caught. Tests that use it do not run at the same time.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Errors)
{
    public static async Task<CliResult> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var (before, beforeErrors) = (Console.Out, Console.Error);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Console.SetOut(output);
        Console.SetError(errors);
        try
        {
            return new CliResult(await CommandLine.RunAsync(args, cancellationToken), output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(before);
            Console.SetError(beforeErrors);
        }
    }

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}
