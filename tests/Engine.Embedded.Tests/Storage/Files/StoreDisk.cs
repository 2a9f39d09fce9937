using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Xerotier.Engine.Storage.Files;
using Xerotier.TestKit;

namespace Xerotier.Engine.Tests.Storage.Files;

/// <summary>A directory for a store and short ways to open it and to look into it.</summary>
internal sealed class StoreDisk : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public StoreDisk() => Options = new FileStoreOptions { Directory = _directory.At("state") };

    public FileStoreOptions Options { get; }

    public FileStore Open(Action? beforeFlush = null) => new(Options, NullLogger<FileStore>.Instance, beforeFlush);

    public string[] Segments() => Directory.GetFiles(Options.Directory, "*.log").Order().ToArray();

    public void Dispose() => _directory.Dispose();

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static async Task<string?> TextAsync(FileStore store, string key) =>
        await store.ReadAsync(key) is { } value ? Encoding.UTF8.GetString(value.Payload.Span) : null;
}
