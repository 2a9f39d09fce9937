using System.Text.Json;
using System.Text.Json.Serialization;

namespace Xerotier.Cli.Uploads;

/// <summary>Remembers uploads that were begun, so that the same command goes on with them.</summary>
/// <param name="folder">Where the memories are, one file each.</param>
internal sealed partial class UploadMemory(string folder)
{
    /// <summary>An upload that was begun.</summary>
    /// <param name="UploadId">Its id.</param>
    /// <param name="Fingerprint">That of the files.</param>
    /// <param name="PartBytes">The size of its parts.</param>
    internal sealed record Begun(string UploadId, string Fingerprint, long PartBytes);

    /// <summary>The usual place: <c>$XDG_STATE_HOME/xeroctl/uploads</c>, or below <c>~/.local/state</c>.</summary>
    public static UploadMemory Default(Func<string, string?> environment)
    {
        var root = environment("XDG_STATE_HOME") is { Length: > 0 } configured
            ? configured
            : Path.Combine(environment("HOME") ?? ".", ".local", "state");
        return new UploadMemory(Path.Combine(root, "xeroctl", "uploads"));
    }

    /// <summary>What was begun under a key; null when nothing was, or it cannot be read.</summary>
    public Begun? Find(string key)
    {
        try
        {
            return File.Exists(FileOf(key))
                ? JsonSerializer.Deserialize(File.ReadAllText(FileOf(key)), MemoryJson.Default.Begun)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Remembers what was begun.</summary>
    public void Keep(string key, Begun begun)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(FileOf(key), JsonSerializer.Serialize(begun, MemoryJson.Default.Begun));
    }

    /// <summary>Forgets what is done.</summary>
    public void Forget(string key) => File.Delete(FileOf(key));

    private string FileOf(string key) => Path.Combine(folder, LocalFiles.Digest(key) + ".json");

    [JsonSerializable(typeof(Begun))]
    private sealed partial class MemoryJson : JsonSerializerContext;
}
