using System.Security.Cryptography;

namespace Xerotier.Agent.Models;

/// <summary>A file on its way in: what is there already, its hash so far, and room for the rest.</summary>
internal sealed class PartialFile : IAsyncDisposable
{
    private const string Suffix = ".partial";
    private const int BufferBytes = 1 << 20;

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private PartialFile(string path, FileStream stream) => (_path, _stream) = (path, stream);

    /// <summary>Bytes that have arrived.</summary>
    public long Length => _stream.Length;

    /// <summary>Where the parts of <paramref name="path"/> are kept.</summary>
    public static string PathOf(string path) => path + Suffix;

    public static bool Is(string path) => path.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Takes up what an earlier attempt, maybe of an earlier process, has left.</summary>
    public static async Task<PartialFile> OpenAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = new PartialFile(path, new FileStream(
            PathOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete,
            bufferSize: 0, FileOptions.Asynchronous));
        try
        {
            await file.HashExistingAsync(cancellationToken);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken);
        _hash.AppendData(bytes.Span);
    }

    /// <summary>Throws away what is there.</summary>
    public void Restart()
    {
        _stream.SetLength(0);
        _stream.Position = 0;
        _hash.GetHashAndReset();
    }

    /// <summary>When its hash is the right one, puts the file in its place; else starts over.</summary>
    public bool TryComplete(string sha256)
    {
        if (!Convert.ToHexStringLower(_hash.GetHashAndReset()).Equals(sha256, StringComparison.Ordinal))
        {
            Restart();
            return false;
        }
        _stream.Flush(flushToDisk: true);
        File.Move(PathOf(_path), _path, overwrite: true);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _hash.Dispose();
    }

    private async Task HashExistingAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        while (await _stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            _hash.AppendData(buffer, 0, read);
    }
}
