using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Xerotier.ApiHost.Demo;

/// <summary>
/// The demo's own files in the data directory. Each holds secrets: readable by its owner only, and replaced as a whole.
/// </summary>
internal sealed class DemoFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _directory;

    /// <summary>
    /// Opens the folder; what an earlier start announced is taken back until the demo is ready again.
    /// </summary>
    public DemoFolder(string directory)
    {
        _directory = Directory.CreateDirectory(directory).FullName;
        File.Delete(AnnouncementPath);
        Secrets = Read() ?? new DemoSecrets(Auth.Secrets.Create(Auth.Secrets.AdminTokenPrefix), null, null);
        Keep(Secrets);
    }

    /// <summary>What is kept between starts.</summary>
    public DemoSecrets Secrets { get; private set; }

    /// <summary>The agent's state file.</summary>
    public string AgentPath => Path.Combine(_directory, "demo-agent.json");

    /// <summary>Where the agent keeps the models that it fetches.</summary>
    public string AgentModels => Path.Combine(_directory, "demo-agent-models");

    /// <summary>The file for whoever uses the demo.</summary>
    public string AnnouncementPath => Path.Combine(_directory, "demo.json");

    private string SecretsPath => Path.Combine(_directory, "demo-secrets.json");

    /// <summary>Keeps secrets for the next start.</summary>
    public void Keep(DemoSecrets secrets)
    {
        Secrets = secrets;
        Write(SecretsPath, secrets, DemoJson.Default.DemoSecrets);
    }

    /// <summary>Says that the demo is ready.</summary>
    public void Announce(DemoFile file) => Write(AnnouncementPath, file, DemoJson.Default.DemoFile);

    private DemoSecrets? Read() =>
        File.Exists(SecretsPath)
            ? JsonSerializer.Deserialize(File.ReadAllBytes(SecretsPath), DemoJson.Default.DemoSecrets)
            : null;

    private static void Write<T>(string path, T value, JsonTypeInfo<T> type)
    {
        string temporary = path + ".tmp";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var stream = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(stream, value, type);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
