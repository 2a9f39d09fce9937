using System.Text;

namespace Xerotier.Artifacts.Tests;

/// <summary>A file of an artifact in memory. Reads give little at a time, as a store may.</summary>
internal sealed class MemoryFile(string path, byte[] content, long? length = null) : IArtifactSource
{
    private const int MostAtOnce = 1000;

    public MemoryFile(string path, string content)
        : this(path, Encoding.UTF8.GetBytes(content))
    {
    }

    public string Path => path;

    public long Length => length ?? content.Length;

    public ValueTask<int> ReadAtAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (offset >= content.Length)
        {
            return new ValueTask<int>(0);
        }

        int count = (int)Math.Min(Math.Min(buffer.Length, MostAtOnce), content.Length - offset);
        content.AsMemory((int)offset, count).CopyTo(buffer);
        return new ValueTask<int>(count);
    }
}
