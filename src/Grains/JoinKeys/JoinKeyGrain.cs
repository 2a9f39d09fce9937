using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.JoinKeys;

/// <inheritdoc cref="IJoinKeyGrain"/>
[GrainType("join-key")]
internal sealed class JoinKeyGrain(
    [PersistentState("join-key", StorageNames.Durable)] IPersistentState<JoinKeyState> store,
    TimeProvider time) : Grain, IJoinKeyGrain
{
    private static readonly Fault NotFound = new(FaultCode.JoinKeyNotFound, "There is no such join key.");

    private static readonly Fault NotValid =
        new(FaultCode.InvalidJoinKey, "The join key is not valid.", "join_key");

    private JoinKeyState State => store.State;

    /// <inheritdoc/>
    public async ValueTask<Result<JoinKeyInfo>> CreateAsync(JoinKeySpec spec)
    {
        if (!store.RecordExists)
        {
            await store.CommitAsync(state =>
            {
                state.Id = spec.Id;
                state.ProjectId = spec.ProjectId;
                state.Name = spec.Name;
                state.Region = spec.Region;
                state.SupportedTiers = spec.SupportedTiers is { } tiers ? [.. tiers] : null;
                state.StorageLimitEnabled = spec.StorageLimitEnabled;
                state.StorageLimitBytes = spec.StorageLimitBytes;
                state.Expires = spec.Expires;
                state.Created = time.GetUtcNow();
            });
        }

        return Describe();
    }

    /// <inheritdoc/>
    public ValueTask<Result<JoinKeyInfo>> GetAsync() =>
        new(store.RecordExists ? Describe() : NotFound);

    /// <inheritdoc/>
    public async ValueTask<Result<JoinKeyInfo>> RedeemAsync(Guid agentId)
    {
        if (!store.RecordExists)
        {
            // Guessed keys must not pile up as activations.
            DeactivateOnIdle();
            return NotValid;
        }

        if (State.Revoked || State.Expires <= time.GetUtcNow() || (State.UsedBy is { } user && user != agentId))
        {
            return NotValid;
        }

        if (State.UsedBy is null)
        {
            await store.CommitAsync(state => state.UsedBy = agentId);
        }

        return Describe();
    }

    /// <inheritdoc/>
    public async ValueTask<Result<JoinKeyInfo>> RevokeAsync()
    {
        if (!store.RecordExists)
        {
            return NotFound;
        }

        if (!State.Revoked)
        {
            await store.CommitAsync(state => state.Revoked = true);
        }

        return Describe();
    }

    private JoinKeyInfo Describe() => new(
        new JoinKeySpec(
            State.Id,
            State.ProjectId,
            State.Name,
            State.Region,
            State.SupportedTiers?.ToImmutableArray(),
            State.StorageLimitEnabled,
            State.StorageLimitBytes,
            State.Expires),
        State.Created,
        State.Revoked,
        State.UsedBy);
}
