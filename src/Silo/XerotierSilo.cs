using Orleans.Hosting;
using Xerotier.Grains;
using Xerotier.Grains.Fleet;
using Xerotier.Grains.Projects;

namespace Xerotier.Silo;

/// <summary>Composes a silo: storage and what the grains need.</summary>
public static class XerotierSilo
{
    /// <summary>Adds everything the platform's grains need to a silo.</summary>
    public static ISiloBuilder AddXerotierSilo(this ISiloBuilder silo)
    {
        silo.UseLocalhostClustering();
        silo.AddMemoryGrainStorage(StorageNames.Durable);
        silo.Services.AddFleet().AddProjects();
        return silo;
    }
}
