using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Xerotier.Grains.Endpoints;

namespace Xerotier.ApiHost.Inference;

/// <summary>The version of a model that one request wants.</summary>
/// <param name="Version">Semver, or null for any.</param>
/// <param name="Pinned">Whether no other will do.</param>
internal readonly record struct WantedVersion(string? Version, bool Pinned)
{
    private const int Percent = 100;

    /// <summary>
    /// The value of <see cref="Protocol.Agents.AgentProtocol.ModelVersionHeader"/>; null when any version will do.
    /// </summary>
    public string? Header => Version is null || Pinned ? Version : Version + ", *";

    /// <summary>
    /// What the endpoint pins; else the latest version, or in a staged rollout for the other share of requests the one
    /// before it. The same request id always wants the same.
    /// </summary>
    public static WantedVersion Of(EndpointRoute route, string requestId)
    {
        if (route.Spec.Version is { } pinned)
        {
            return new WantedVersion(pinned, true);
        }

        bool old = route.Spec.RolloutPercent is { } percent
            && route.PreviousVersion is not null
            && Draw(requestId) >= percent;
        return new WantedVersion(old ? route.PreviousVersion : route.LatestVersion, false);
    }

    // 0 to 99, evenly, also for ids that clients count up.
    private static int Draw(string requestId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(requestId), hash);
        return (int)(BinaryPrimitives.ReadUInt64LittleEndian(hash) % Percent);
    }
}
