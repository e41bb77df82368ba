using System.CommandLine;
using System.Net;
using System.Runtime.InteropServices;
using Verification.Fixtures.Targets;

namespace Verification.Rehearsal.Commands;

/// <summary>Hosts the sandbox until it is told to stop.</summary>
internal static class SandboxCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "the port, 0 for any free one", DefaultValueFactory = _ => 4566 };
        port.Validators.Add(result => Range(result, port, value => value is >= 0 and <= 65535, "a port from 0 to 65535"));
        var seed = new Option<string>("--seed") { Description = "what it holds at the start", DefaultValueFactory = _ => "guide" };
        seed.AcceptOnlyFromAmong("guide", "none");
        var speed = new Option<double>("--speed") { Description = "sandbox seconds per second for health checks, draining and the like, 0 to 3600", DefaultValueFactory = _ => SandboxTarget.DefaultSpeed };
        speed.Validators.Add(result => Range(result, speed, value => value is >= 0 and <= 3600, "a speed from 0 to 3600"));
        var program = new Option<string[]>("--program")
        {
            Description = "REPOSITORY=EXECUTABLE: tasks with images of that repository run this program of this machine, with the container's command and environment; an assembly (.dll) is run by dotnet. Nothing is run without it",
        };
        var listen = new Option<string>("--listen")
        {
            Description = "the address to listen on; 0.0.0.0 is for containers: everybody who can reach the sandbox can do everything with it",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        listen.Validators.Add(result => Range(result, listen, value => IPAddress.TryParse(value, out _), "an IP address"));
        var host = new Option<string[]>("--host") { Description = "a name under which it is called besides this machine's own, such as its container's; can be said again" };
        var command = new Command("sandbox", "Host the AWS sandbox until Ctrl+C.") { port, seed, speed, program, listen, host };
        command.Validators.Add(result =>
        {
            if (result.GetValue(program) is { Length: > 0 } && IPAddress.TryParse(result.GetValue(listen), out var address) && !IPAddress.IsLoopback(address))
            {
                result.AddError($"--program: expected --listen 127.0.0.1 with it, found {address}: everybody who can reach that address could run these programs");
            }
        });
        command.SetAction((parsed, cancellationToken) => HostAsync(
            parsed.GetValue(port),
            parsed.GetValue(seed)!,
            parsed.GetValue(speed),
            parsed.GetValue(program) ?? [],
            new SandboxAddress(IPAddress.Parse(parsed.GetValue(listen)!), parsed.GetValue(host) ?? []),
            cancellationToken));
        return command;
    }

    private static void Range<T>(System.CommandLine.Parsing.OptionResult result, Option<T> option, Func<T, bool> fits, string expected)
    {
        if (result.GetValueOrDefault<T>() is { } value && !fits(value))
        {
            result.AddError($"{option.Name}: expected {expected}, found {value}");
        }
    }

    private static async Task<int> HostAsync(int port, string seed, double speed, string[] programs, SandboxAddress address, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        SandboxTarget sandbox;
        try
        {
            sandbox = await SandboxTarget.StartAsync(port, seed, speed, programs, address, stop.Token);
        }
        catch (FormatException error)
        {
            await Console.Error.WriteLineAsync($"--program: {error.Message}");
            return ExitCode.Usage;
        }
        catch (IOException error)
        {
            await Console.Error.WriteLineAsync($"port {port} cannot be used: {error.Message} Choose another with --port, or 0 for any free one.");
            return ExitCode.CannotJudge;
        }

        await using (sandbox)
        {
            var url = sandbox.Url.ToString().TrimEnd('/');
            await Console.Out.WriteLineAsync($"""
                export AWS_ENDPOINT_URL={url}
                export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1
                export http_proxy={url} no_proxy=127.0.0.1,localhost    # leads to load balancers and tasks
                sandbox ready on {url}
                """);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return 0;
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
