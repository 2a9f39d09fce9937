using Orleans;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Catalog;
using Xerotier.ApiHost.Ownership;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.Models;

/// <summary>What every handler of models needs.</summary>
internal sealed record ModelRequest(
    string Project, IGrainFactory Grains, JsonBody Body, OwnedThings Owned, CatalogSnapshots Catalog)
{
    private static readonly Fault NotFound = new(FaultCode.ModelNotFound, "There is no such model.");

    /// <summary>The project's entry of one of its own models.</summary>
    public ValueTask<Result<OwnedThing>> FindAsync(string id) =>
        Owned.FindAsync(Project, OwnedKind.Model, id, NotFound);

    /// <summary>The grain with a key.</summary>
    public IModelGrain Grain(string key) => Grains.GetGrain<IModelGrain>(key);

    /// <summary>Does something with one of the project's own models.</summary>
    public async ValueTask<Result<T>> WithOwnAsync<T>(string id, Func<IModelGrain, ValueTask<Result<T>>> act)
        where T : class
    {
        var found = await FindAsync(id);
        return found.Value is { } thing ? await act(Grain(thing.Key)) : found.Fault!;
    }

    /// <summary>The same for what the catalog may show; it shows the change once this returns.</summary>
    public async ValueTask<Result<T>> ChangeOwnAsync<T>(string id, Func<IModelGrain, ValueTask<Result<T>>> act)
        where T : class
    {
        var result = await WithOwnAsync(id, act);
        if (result.Fault is null)
        {
            await Catalog.RefreshAsync(Guid.ParseExact(id, "D"));
        }

        return result;
    }

    /// <summary>The model of another project, if it is shared.</summary>
    public async ValueTask<Result<ModelInfo>> FindSharedAsync(string id)
    {
        if (Uuids.Read(id, "id", out var uuid) is { } fault)
        {
            return fault;
        }

        var found = await Grain(GrainKeys.Uuid(uuid)).GetAsync();
        return found.Value is { IsShared: true } ? found : NotFound;
    }
}
