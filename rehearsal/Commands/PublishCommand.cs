using System.CommandLine;
using Verification.Fixtures.Capabilities;
using Verification.Fixtures.Images;
using Verification.Fixtures.Runs;
using Verification.Fixtures.Settings;
using Verification.Fixtures.Targets.Opening;

namespace Verification.Rehearsal.Commands;

/// <summary>Makes an image, pushes it, and waits until every region has it.</summary>
internal static class PublishCommand
{
    private const string GitHubOutput = "GITHUB_OUTPUT";

    public static Command Create()
    {
        var settings = SettingOptions.OfChange();
        var tag = new Option<string?>("--tag") { Description = "the image's tag; without it git's short hash" };
        var source = new Option<string?>("--source") { Description = "the folder to make the image of: by docker where it works and there is a Dockerfile, else its files in one layer; default the current folder" };
        var image = new Option<string?>("--image") { Description = "a folder with an OCI image layout to push as it is" };
        var noLatest = new Option<bool>("--no-latest") { Description = "leave the tag latest where it is" };
        var dryRun = Work.DryRunOption();
        var command = new Command("publish", "Make an image, push it to the topology's registry and wait for its replication: exit code 0 when every region has it.") { tag, source, image, noLatest, dryRun };
        settings.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(source) is not null && result.GetValue(image) is not null)
            {
                result.AddError("--source and --image: give one of them");
            }
        });
        command.SetAction((parsed, cancellationToken) => Work.DoAsync("publish", async () =>
        {
            var resolved = settings.Resolve(parsed) with { DryRun = parsed.GetValue(dryRun) };
            var layout = parsed.GetValue(image);
            var folder = layout is null ? parsed.GetValue(source) ?? "." : null;
            var version = await ImageVersion.ResolveAsync(parsed.GetValue(tag), folder ?? ".", cancellationToken);
            return await PublishAsync(resolved, new PublishRequest { Tag = version, Source = folder, Layout = layout, TagsLatest = !parsed.GetValue(noLatest) }, cancellationToken);
        }));
        return command;
    }

    private static async Task<int> PublishAsync(VerificationSettings settings, PublishRequest request, CancellationToken cancellationToken)
    {
        Work.RequireLasting(settings, "publish");
        var topology = VerificationRun.Declared(settings, cluster: null);
        await using var target = await TargetFactory.OpenAsync(settings, Console.Error.WriteLine, cancellationToken);
        var publisher = new ImagePublisher(target, topology.Registry, Console.Out.WriteLine);
        if (settings.DryRun)
        {
            return await Work.TellAsync(await publisher.PlanAsync(request, cancellationToken));
        }

        await Work.PreflightAsync(target, topology, Purposes.Publish, cancellationToken);
        var published = await publisher.PublishAsync(request, cancellationToken);
        await Console.Out.WriteLineAsync($"""
            DIGEST={published.Digest}
            IMAGE_URI={published.Uri}
            """);
        if (Environment.GetEnvironmentVariable(GitHubOutput) is { Length: > 0 } output)
        {
            try
            {
                await File.AppendAllTextAsync(output, $"IMAGE_URI={published.Uri}\nDIGEST={published.Digest}\n", cancellationToken);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new SettingsException($"{GitHubOutput}: {output} cannot be written: {error.Message} The image was published as {published.Uri}");
            }
        }

        return 0;
    }
}
