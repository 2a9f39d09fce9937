namespace Xerotier.TestKit;

/// <summary>A directory of its own for a test, deleted with everything in it afterwards.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Creates the directory under the system's temporary directory.</summary>
    public TemporaryDirectory() => Path = Directory.CreateTempSubdirectory("xerotier-").FullName;

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>Full path of something in the directory.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
