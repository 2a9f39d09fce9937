using System.Security.Cryptography;
using System.Text;

namespace Xerotier.Grains.Models;

/// <summary>UUIDs of versions: a function of the model and the version (RFC 9562, version 8).</summary>
internal static class ModelVersionIds
{
    private const int UuidBytes = 16;

    /// <summary>The UUID of a model's version.</summary>
    public static Guid Of(Guid modelId, string version)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(GrainKeys.ModelVersion(modelId, version)), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..UuidBytes], bigEndian: true);
    }
}
