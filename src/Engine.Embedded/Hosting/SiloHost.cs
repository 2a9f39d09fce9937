using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Activations;

namespace Xerotier.Engine.Hosting;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed class SiloHost(
    Silo silo,
    SiloLifecycle lifecycle,
    Collector collector,
    IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants,
    IEnumerable<IConfigurationValidator> validators) : IHostedService
{
    private bool _started;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in validators) validator.ValidateConfiguration();
        foreach (var participant in participants) participant.Participate(lifecycle);
        lifecycle.Subscribe(nameof(Silo), ServiceLifecycleStage.BecomeActive, Join, Leave);
        _started = true;
        try
        {
            await lifecycle.OnStart(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OrleansLifecycleCanceledException("The start of the silo was cancelled.");
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_started || silo.IsKilled) return;
        if (cancellationToken.IsCancellationRequested)
        {
            silo.Kill();
            return;
        }

        await lifecycle.OnStop(cancellationToken);
        silo.Kill();
    }

    private Task Join(CancellationToken cancellationToken)
    {
        silo.Cluster.Join(silo);
        collector.Start();
        return Task.CompletedTask;
    }

    private async Task Leave(CancellationToken cancellationToken)
    {
        silo.Cluster.Leave(silo);
        await collector.DrainAsync(cancellationToken);
    }
}
