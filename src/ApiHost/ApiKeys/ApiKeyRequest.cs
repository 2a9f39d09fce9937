using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Bodies;
using Xerotier.ApiHost.Ownership;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.ApiKeys;

/// <summary>What every handler of API keys needs.</summary>
internal sealed record ApiKeyRequest(
    string Project, IGrainFactory Grains, JsonBody Body, OwnedThings Owned, KeyCache Cache)
{
    /// <summary>The project of the path.</summary>
    public ValueTask<Result<ProjectInfo>> GetProjectAsync() =>
        Grains.GetGrain<IProjectGrain>(Project).GetAsync();
}
