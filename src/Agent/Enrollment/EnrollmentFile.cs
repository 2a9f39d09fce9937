using System.Text.Json;

namespace Xerotier.Agent.Enrollment;

/// <summary>
/// The state file: readable by its owner only, replaced as a whole, on disk before <see cref="Save"/> returns.
/// </summary>
internal sealed class EnrollmentFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyDirectory = OwnerOnly | UnixFileMode.UserExecute;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Reads the state; null when there is no file.</summary>
    /// <exception cref="AgentFailure">The file is damaged or cannot be read.</exception>
    public EnrollmentState? Load()
    {
        try
        {
            if (!File.Exists(Path)) return null;
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(Path) != OwnerOnly)
                File.SetUnixFileMode(Path, OwnerOnly);
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path), EnrollmentJson.Default.EnrollmentState)
                ?? throw new JsonException("it holds null");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new AgentFailure(
                AgentExitCodes.StateFile,
                $"The state file {Path} cannot be read ({e.Message}). Restore it, or delete it and enrol again with a "
                + "new join key (--join-key or XEROTIER_AGENT_JOIN_KEY).");
        }
    }

    /// <summary>Finds out whether <see cref="Save"/> would work.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public void CheckWritable()
    {
        using (Create()) { }
        File.Delete(Temporary);
    }

    /// <summary>Replaces the state.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public void Save(EnrollmentState state)
    {
        using (var file = Create())
        {
            JsonSerializer.Serialize(file, state, EnrollmentJson.Default.EnrollmentState);
            file.Flush(flushToDisk: true);
        }
        File.Move(Temporary, Path, overwrite: true);
    }

    private string Temporary => $"{Path}.{Environment.ProcessId}.tmp";

    private FileStream Create()
    {
        var directory = System.IO.Path.GetDirectoryName(Path)!;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, OwnerOnlyDirectory);
            options.UnixCreateMode = OwnerOnly;
        }
        File.Delete(Temporary);
        return new FileStream(Temporary, options);
    }
}
