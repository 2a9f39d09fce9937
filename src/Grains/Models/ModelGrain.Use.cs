using System.Collections.Immutable;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Models;

internal sealed partial class ModelGrain
{
    /// <inheritdoc/>
    public async ValueTask<Result<ModelInfo>> AddEndpointAsync(string endpointKey, string? version)
    {
        if (!Exists)
        {
            return NotFound;
        }

        if (!State.Servable)
        {
            return new Fault(FaultCode.InvalidModelStatus, $"The model is {State.Status}, not ready.", "model_id");
        }

        if (version is not null && !State.Versions.Contains(version))
        {
            return NoVersion with { Param = "version" };
        }

        string[] known = endpoints.State.Endpoints;
        if (!known.Contains(endpointKey))
        {
            if (known.Length >= options.Value.MaxEndpoints)
            {
                return new Fault(FaultCode.LimitReached, $"{known.Length} endpoints use the model already.");
            }

            await endpoints.CommitAsync(state => state.Endpoints = [.. known, endpointKey]);
        }

        return Describe();
    }

    /// <inheritdoc/>
    public async ValueTask RemoveEndpointAsync(string endpointKey)
    {
        string[] kept = [.. endpoints.State.Endpoints.Where(known => known != endpointKey)];
        if (kept.Length < endpoints.State.Endpoints.Length)
        {
            await endpoints.CommitAsync(state => state.Endpoints = kept);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<string>> ListEndpointsAsync() => new([.. endpoints.State.Endpoints]);

    /// <inheritdoc/>
    public async ValueTask<Result<ModelInfo>> ShareAsync()
    {
        if (!Exists)
        {
            return NotFound;
        }

        if (State.Status is not (ModelStatuses.Ready or ModelStatuses.Active))
        {
            return new Fault(FaultCode.InvalidModelStatus, $"The model is {State.Status}, not ready.");
        }

        if (!State.IsShared)
        {
            await store.CommitAsync(state =>
            {
                state.IsShared = true;
                state.CatalogRole = CatalogRoles.Deployable;
            });
        }

        return Describe();
    }

    /// <inheritdoc/>
    public async ValueTask<Result<ModelInfo>> UnshareAsync()
    {
        if (Exists && State.IsShared)
        {
            await store.CommitAsync(state =>
            {
                state.IsShared = false;
                state.CatalogRole = null;
            });
        }

        return Answer();
    }

    /// <inheritdoc/>
    public async ValueTask<Result<ModelInfo>> SetCatalogRoleAsync(string role)
    {
        if (!Exists)
        {
            return NotFound;
        }

        if (!State.IsShared)
        {
            return new Fault(FaultCode.InvalidState, "The model is not in the catalog.");
        }

        if (State.CatalogRole != role)
        {
            await store.CommitAsync(state => state.CatalogRole = role);
        }

        return Describe();
    }

    /// <inheritdoc/>
    public async ValueTask<Result<ModelInfo>> SetFeaturedAsync(bool featured)
    {
        if (Exists && State.Featured != featured)
        {
            await store.CommitAsync(state => state.Featured = featured);
        }

        return Answer();
    }
}
