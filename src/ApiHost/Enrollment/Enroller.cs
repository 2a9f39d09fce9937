using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.Grains;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Faults;
using Xerotier.Grains.JoinKeys;
using Xerotier.Grains.Projects;
using Xerotier.Protocol.Agents;
using Xerotier.Routing.Tiers;

namespace Xerotier.ApiHost.Enrollment;

/// <summary>
/// Turns join keys into agents. An agent's id comes from its join key's hash, so every step can be repeated after a
/// failure half-way; whoever does not hold the tokens that were stored first is refused.
/// </summary>
internal sealed class Enroller(IGrainFactory grains, TimeProvider time, IOptions<EnrollmentOptions> options)
{
    private static readonly Fault NotValid =
        new(FaultCode.InvalidJoinKey, "The join key is not valid.", "join_key");

    private static readonly Fault NotRefreshed =
        new(FaultCode.InvalidRotationToken, "The rotation token is not valid.", "rotation_token");

    /// <summary>Enrols an agent: uses the join key up, creates the agent, adds it to its owner's index.</summary>
    public async ValueTask<Result<AgentCredentials>> EnrollAsync(EnrollRequest request)
    {
        string hash = Secrets.Hash(request.JoinKey!);
        var id = AgentIdOf(hash);
        var redeemed = await grains.GetGrain<IJoinKeyGrain>(GrainKeys.JoinKey(hash)).RedeemAsync(id);
        if (redeemed.Value is not { Spec: { } key })
        {
            return redeemed.Fault!;
        }

        bool shared = key.ProjectId == GrainKeys.PlatformProject;
        if (request.DirectUrl is not null && !shared)
        {
            return new Fault(FaultCode.InvalidRequest, "'direct_url' is for the platform's agents only.", "direct_url");
        }

        var credentials = AgentCredentials.Create(id, Expiry());
        var agent = grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(id));
        var enrolled = await agent.EnrollAsync(Describe(request, key, shared, credentials));
        if (enrolled.Fault is not null
            || (await agent.AuthenticateAsync(credentials.Hashes.TokenHash)).Fault is not null)
        {
            // Somebody used the key before; what that one got stays untouched.
            return NotValid;
        }

        var entry = new OwnedThing(OwnedKind.Agent, id, GrainKeys.Uuid(id), time.GetUtcNow());
        if (await grains.GetGrain<IProjectGrain>(key.ProjectId).AddAsync(entry) is { } fault)
        {
            await agent.RemoveAsync();
            return fault;
        }

        return credentials;
    }

    /// <summary>Replaces an agent's tokens; the rotation token is the only credential.</summary>
    public async ValueTask<Result<AgentCredentials>> RefreshAsync(string rotationToken)
    {
        if (!Secrets.TryGetAgentId(rotationToken, Secrets.RotationTokenPrefix, out var id))
        {
            return NotRefreshed;
        }

        var credentials = AgentCredentials.Create(id, Expiry());
        var refreshed = await grains.GetGrain<IAgentGrain>(GrainKeys.Uuid(id))
            .RefreshAsync(Secrets.Hash(rotationToken), credentials.Hashes);
        return refreshed.Fault is null ? credentials : NotRefreshed;
    }

    private static AgentEnrollment Describe(
        EnrollRequest request, JoinKeySpec key, bool shared, AgentCredentials credentials)
    {
        string[] accelerators = [.. request.Accelerators ?? []];
        return new AgentEnrollment(
            credentials.AgentId,
            key.ProjectId,
            request.Name!,
            request.Version!,
            key.Region,
            [.. AgentTiers.Of(key.SupportedTiers, accelerators, shared)],
            [.. accelerators],
            request.MaxConcurrentRequests ?? 0,
            key.StorageLimitEnabled ? key.StorageLimitBytes : null,
            request.DirectUrl,
            credentials.Hashes);
    }

    private DateTimeOffset Expiry() => time.GetUtcNow() + options.Value.TokenLifetime;

    // A UUID of version 8 (RFC 9562, 5.8): 122 bits of a hash of the join key's hash.
    private static Guid AgentIdOf(string joinKeyHash)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes("agent:" + joinKeyHash), digest);
        var bytes = digest[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
