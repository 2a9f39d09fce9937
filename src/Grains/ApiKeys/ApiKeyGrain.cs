using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.ApiKeys;

/// <inheritdoc cref="IApiKeyGrain"/>
[GrainType("api-key")]
internal sealed class ApiKeyGrain(
    [PersistentState("api-key", StorageNames.Durable)] IPersistentState<ApiKeyState> store,
    TimeProvider time) : Grain, IApiKeyGrain
{
    private static readonly Fault NotFound = new(FaultCode.ApiKeyNotFound, "There is no such API key.");
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(1);

    private ApiKeyState State => store.State;

    /// <inheritdoc/>
    public async ValueTask<Result<ApiKeyInfo>> CreateAsync(ApiKeySpec spec)
    {
        if (!store.RecordExists)
        {
            await store.CommitAsync(state =>
            {
                state.Id = spec.Id;
                state.ProjectId = spec.ProjectId;
                state.Name = spec.Name;
                state.Prefix = spec.Prefix;
                state.Role = spec.Role;
                state.Scopes = [.. spec.Scopes];
                state.Endpoint = spec.Endpoint;
                state.IpAllow = [.. spec.IpAllow];
                state.QuotaRequests = spec.Quota?.Requests;
                state.QuotaWindowSeconds = spec.Quota?.WindowSeconds;
                state.Expires = spec.Expires;
                state.Replaces = spec.Replaces;
                state.Created = time.GetUtcNow();
            });
        }

        return Describe();
    }

    /// <inheritdoc/>
    public ValueTask<ApiKeyAccess?> ResolveAsync()
    {
        if (!store.RecordExists)
        {
            // Guessed keys must not pile up as activations.
            DeactivateOnIdle();
            return default;
        }

        var until = Earlier(State.Expires, State.GraceEnds);
        return new ValueTask<ApiKeyAccess?>(State.Revoked || until <= time.GetUtcNow()
            ? null
            : new ApiKeyAccess(
                State.Id,
                State.ProjectId,
                State.Role,
                [.. State.Scopes],
                State.Endpoint,
                [.. State.IpAllow],
                Quota(),
                until,
                this.GetPrimaryKeyString()[GrainKeys.ApiKey("").Length..]));
    }

    /// <inheritdoc/>
    public ValueTask<Result<ApiKeyInfo>> GetAsync() =>
        new(store.RecordExists ? Describe() : NotFound);

    /// <inheritdoc/>
    public ValueTask<Result<ApiKeyInfo>> RetireAsync(DateTimeOffset graceEnds) =>
        UpdateAsync(state => state.GraceEnds = Earlier(state.GraceEnds, graceEnds));

    /// <inheritdoc/>
    public async ValueTask<Result<ApiKeyInfo>> RevokeAsync()
    {
        // The replaced key first: when this call fails half-way, the same call again finishes the work.
        if (State.Replaces is { } replaced)
        {
            await GrainFactory.GetGrain<IApiKeyGrain>(GrainKeys.ApiKey(replaced)).RevokeAsync();
        }

        return State.Revoked ? Describe() : await UpdateAsync(state => state.Revoked = true);
    }

    /// <inheritdoc/>
    public ValueTask<Result<ApiKeyInfo>> SetQuotaAsync(ApiKeyQuota? quota) => UpdateAsync(state =>
    {
        state.QuotaRequests = quota?.Requests;
        state.QuotaWindowSeconds = quota?.WindowSeconds;
    });

    /// <inheritdoc/>
    public ValueTask<Result<ApiKeyInfo>> SetIpFilterAsync(ImmutableArray<string> allow) =>
        UpdateAsync(state => state.IpAllow = [.. allow]);

    /// <inheritdoc/>
    public ValueTask<Result<ApiKeyInfo>> SetRoleAsync(string role) => UpdateAsync(state => state.Role = role);

    /// <inheritdoc/>
    public async ValueTask TouchAsync(DateTimeOffset at)
    {
        if (store.RecordExists && !(at - State.LastUsed < TouchInterval))
        {
            await store.CommitAsync(state => state.LastUsed = at);
        }
    }

    private async ValueTask<Result<ApiKeyInfo>> UpdateAsync(Action<ApiKeyState> change)
    {
        if (!store.RecordExists)
        {
            return NotFound;
        }

        await store.CommitAsync(change);
        return Describe();
    }

    private ApiKeyInfo Describe() => new(
        new ApiKeySpec(
            State.Id,
            State.ProjectId,
            State.Name,
            State.Prefix,
            State.Role,
            [.. State.Scopes],
            State.Endpoint,
            [.. State.IpAllow],
            Quota(),
            State.Expires,
            State.Replaces),
        !State.Revoked,
        State.Created,
        State.LastUsed,
        State.GraceEnds);

    private ApiKeyQuota? Quota() =>
        State is { QuotaRequests: { } requests, QuotaWindowSeconds: { } window }
            ? new ApiKeyQuota(requests, window)
            : null;

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right < left ? right : left;
}
