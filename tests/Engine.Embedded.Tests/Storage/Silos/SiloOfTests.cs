using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Storage;

namespace Xerotier.Engine.Tests.Storage.Silos;

/// <summary>A host with one silo.</summary>
internal sealed class SiloOfTests : IAsyncDisposable
{
    private readonly IHost _host;

    private SiloOfTests(IHost host) => _host = host;

    public IGrainStorage Storage => _host.Services.GetRequiredService<IGrainStorage>();

    public static async Task<SiloOfTests> StartAsync(Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(configure);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            throw;
        }

        return new SiloOfTests(host);
    }

    public IPad Pad(string key) => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPad>(key);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
