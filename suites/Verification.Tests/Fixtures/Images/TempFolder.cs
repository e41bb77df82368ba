namespace Verification.Tests.Fixtures.Images;

/// <summary>A folder with files, gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("image-test-").FullName;

    public static TempFolder With(params (string Name, string Content)[] files)
    {
        var folder = new TempFolder();
        foreach (var (name, content) in files)
        {
            folder.Write(name, content);
        }

        return folder;
    }

    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>A file that can be run.</summary>
    public string WriteScript(string name, string content)
    {
        var path = Write(name, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
