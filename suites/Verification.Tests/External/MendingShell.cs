using NUnit.Framework;

namespace Verification.Tests.External;

/// <summary>Runs printed commands as a person would who pastes them into a shell, with an AWS CLI that is led to the sandbox.</summary>
internal sealed class MendingShell : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mending-").FullName;
    private readonly Dictionary<string, string?> _environment;

    public MendingShell(Uri endpoint)
    {
        if (ExternalTool.All("aws") is not [var aws, ..])
        {
            ExternalTool.Missing("the AWS CLI", "install awscli");
            throw new InvalidOperationException("unreachable");
        }

        _environment = new(StringComparer.Ordinal)
        {
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_PAGER"] = "",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["no_proxy"] = "127.0.0.1,localhost",
            ["PATH"] = $"{_folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
        };

        // Command lines before 2.13 do not know AWS_ENDPOINT_URL.
        Write("aws", $"exec '{aws}' --endpoint-url '{endpoint.ToString().TrimEnd('/')}' \"$@\"");
    }

    /// <summary>A program that writes down its arguments, and does nothing else.</summary>
    /// <returns>The file that it writes.</returns>
    public string Add(string program)
    {
        var file = Path.Combine(_folder, $"{program}.calls");
        Write(program, $"echo \"$@\" >>'{file}'");
        return file;
    }

    public async Task RunAsync(IEnumerable<string> commands)
    {
        var any = false;
        foreach (var command in commands)
        {
            any = true;
            var result = await ExternalTool.RunAsync("sh", ["-e", "-c", command], _environment, TestContext.CurrentContext.CancellationToken);
            Assert.That(result.ExitCode, Is.Zero, () => $"{command}\n{result}");
        }

        Assert.That(any, Is.True, "nothing was printed that mends it");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string program, string script)
    {
        var file = Path.Combine(_folder, program);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
