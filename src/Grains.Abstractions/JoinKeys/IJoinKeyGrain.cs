using Orleans;
using Orleans.Concurrency;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.JoinKeys;

/// <summary>
/// One join key: lets exactly one agent enrol. Key: <see cref="GrainKeys.JoinKey"/> of the secret's hash.
/// Called by API hosts; calls no grain. Writes are durable before they are acknowledged.
/// </summary>
[Alias("xerotier.join-key")]
public interface IJoinKeyGrain : IGrainWithStringKey
{
    /// <summary>Creates the key; the same call again answers the existing one.</summary>
    [Alias("create")]
    ValueTask<Result<JoinKeyInfo>> CreateAsync(JoinKeySpec spec);

    /// <summary>The key, or <see cref="FaultCode.JoinKeyNotFound"/>.</summary>
    [ReadOnly, Alias("get")]
    ValueTask<Result<JoinKeyInfo>> GetAsync();

    /// <summary>
    /// Uses the key up for one agent: <see cref="FaultCode.InvalidJoinKey"/> when it is unknown, expired, revoked or
    /// used by another agent. The same agent may redeem again (a lost answer).
    /// </summary>
    [Alias("redeem")]
    ValueTask<Result<JoinKeyInfo>> RedeemAsync(Guid agentId);

    /// <summary>Revokes the key; agents that already enrolled stay.</summary>
    [Alias("revoke")]
    ValueTask<Result<JoinKeyInfo>> RevokeAsync();
}
