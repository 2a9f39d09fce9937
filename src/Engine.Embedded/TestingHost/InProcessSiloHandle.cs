using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xerotier.Engine.Hosting;

namespace Orleans.TestingHost;

/// <summary>A silo of a test cluster, in the process of the test.</summary>
public class InProcessSiloHandle : SiloHandle
{
    private bool _active = true;

    /// <summary>The host of the silo.</summary>
    public IHost SiloHost { get; init; } = null!;

    /// <summary>The services of the silo.</summary>
    public IServiceProvider ServiceProvider => SiloHost.Services;

    /// <inheritdoc/>
    public override bool IsActive => _active;

    /// <inheritdoc/>
    public override Task StopSiloAsync(bool stopGracefully) => StopSiloAsync(new CancellationToken(!stopGracefully));

    /// <inheritdoc/>
    public override async Task StopSiloAsync(CancellationToken ct)
    {
        if (!_active) return;
        _active = false;
        if (ct.IsCancellationRequested) ServiceProvider.GetRequiredService<Silo>().Kill();
        try
        {
            await SiloHost.StopAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // It was killed; the rest of its host need not stop in order.
        }

        if (SiloHost is IAsyncDisposable host) await host.DisposeAsync();
        else SiloHost.Dispose();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await StopSiloAsync(stopGracefully: true);
        GC.SuppressFinalize(this);
    }
}
