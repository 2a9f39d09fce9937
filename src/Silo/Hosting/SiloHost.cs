using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Xerotier.Silo.Hosting;

/// <summary>
/// A process that is a silo of a cluster and nothing else: configured by <c>appsettings.json</c>, environment and
/// command line, with HTTP for probes only.
/// </summary>
internal static class SiloHost
{
    private const string DefaultUrl = "http://127.0.0.1:8081";

    // A line for every probe is for those who ask for it.
    private static readonly Dictionary<string, string?> Defaults =
        new() { ["Logging:LogLevel:Microsoft.AspNetCore"] = nameof(LogLevel.Warning) };

    /// <summary>Builds the process.</summary>
    /// <exception cref="OrleansConfigurationException">The embedded engine has no clusters.</exception>
    public static WebApplication Build(string[] args)
    {
        if (!XerotierSilo.CanCluster)
        {
            throw new OrleansConfigurationException(
                "this build has the embedded engine, which is one process and no cluster: run xerotier, which hosts "
                + "the grains too, or build with -p:GrainEngine=orleans.");
        }

        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        if (builder.Configuration["urls"] is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.UseOrleans(silo => silo.AddXerotierSilo());
        var app = builder.Build();
        app.MapProbes();
        return app;
    }
}
