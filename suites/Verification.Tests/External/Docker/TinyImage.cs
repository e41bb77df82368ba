using System.Buffers.Binary;
using NUnit.Framework;

namespace Verification.Tests.External.Docker;

/// <summary>An image FROM scratch with one program of a few machine instructions: it needs no base image, no library and no compiler.</summary>
internal sealed class TinyImage : IAsyncDisposable
{
    private const int Heads = 0x40 + 0x38;
    private const long Base = 0x400000;

    private readonly DockerEngine _engine;

    private TinyImage(DockerEngine engine, string name) => (_engine, Name) = (engine, name);

    public string Name { get; }

    /// <summary>It ends at once: exit(code).</summary>
    public static Task<TinyImage> EndingAsync(DockerEngine engine, byte exitCode, CancellationToken cancellationToken) =>
        MakeAsync(engine, $"ends-{exitCode}", [0xBF, exitCode, 0, 0, 0, 0xB8, 60, 0, 0, 0, 0x0F, 0x05], cancellationToken);

    /// <summary>It goes on, and does nothing: pause(), again and again.</summary>
    public static Task<TinyImage> IdlingAsync(DockerEngine engine, CancellationToken cancellationToken) =>
        MakeAsync(engine, "idles", [0xB8, 34, 0, 0, 0, 0x0F, 0x05, 0xEB, 0xF7], cancellationToken);

    public async ValueTask DisposeAsync() => await _engine.RunAsync(CancellationToken.None, "rmi", "--force", Name);

    private static async Task<TinyImage> MakeAsync(DockerEngine engine, string what, byte[] code, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("verification-image-").FullName;
        var name = $"verification-test-{what}:4.14";
        try
        {
            var program = Path.Combine(folder, "program");
            await File.WriteAllBytesAsync(program, Elf(code), cancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            }

            await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), "FROM scratch\nCOPY program /program\nENTRYPOINT [\"/program\"]\n", cancellationToken);
            var environment = new Dictionary<string, string?>(engine.Environment, StringComparer.Ordinal) { ["DOCKER_BUILDKIT"] = "0" };
            var built = await ExternalTool.RunAsync(engine.Docker, ["build", "--quiet", "--tag", name, folder], environment, cancellationToken);
            Assert.That(built.ExitCode, Is.Zero, built.ToString);
            return new TinyImage(engine, name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A statically linked program of x86-64 Linux with one segment.</summary>
    private static byte[] Elf(byte[] code)
    {
        var file = new byte[Heads + code.Length];
        new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(file, 0);
        Short(0x10, 2);
        Short(0x12, 0x3E);
        Short(0x14, 1);
        Long(0x18, Base + Heads);
        Long(0x20, 0x40);
        Short(0x34, 0x40);
        Short(0x36, 0x38);
        Short(0x38, 1);
        Short(0x40, 1);
        Short(0x44, 5);
        Long(0x50, Base);
        Long(0x58, Base);
        Long(0x60, file.Length);
        Long(0x68, file.Length);
        Long(0x70, 0x1000);
        code.CopyTo(file, Heads);
        return file;

        void Short(int at, short value) => BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(at), value);

        void Long(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(at), value);
    }
}
