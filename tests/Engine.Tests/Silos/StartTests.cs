using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Xerotier.Engine.Tests.Silos;

/// <summary>What runs when a silo starts and stops.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task StartupTask_MayCallGrainsBeforeTheHostHasStarted()
    {
        var builder = new InProcessTestClusterBuilder(1);
        var place = new TaskCompletionSource<SiloAddress>();
        builder.ConfigureSilo((_, silo) => silo.AddStartupTask(async (services, _) =>
        {
            var grain = services.GetRequiredService<IGrainFactory>().GetGrain<IFreeSettler>("startup");
            place.SetResult(await grain.Where());
        }));

        await using var cluster = builder.Build();
        await cluster.DeployAsync();

        place.Task.IsCompletedSuccessfully.ShouldBeTrue();
        (await place.Task).ShouldBe(cluster.Silos[0].SiloAddress);
    }

    [Fact]
    public async Task StartupTask_Fails_SiloDoesNotStart()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddStartupTask(
            static (_, _) => throw new InvalidOperationException("no start")));

        await using var cluster = builder.Build();

        await Should.ThrowAsync<InvalidOperationException>(() => cluster.DeployAsync());
    }

    [Fact]
    public async Task Lifecycle_StagesStartInOrderAndStopInReverse()
    {
        var notes = new List<string>();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new Participant(notes)));

        await using (var cluster = builder.Build())
        {
            await cluster.DeployAsync();
            notes.ShouldBe(["+storage", "+application", "+active"]);
            notes.Clear();
        }

        notes.ShouldBe(["-active", "-application", "-storage"]);
    }

    private sealed class Participant(List<string> notes) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle)
        {
            Subscribe(lifecycle, "active", ServiceLifecycleStage.Active);
            Subscribe(lifecycle, "storage", ServiceLifecycleStage.RuntimeStorageServices);
            Subscribe(lifecycle, "application", ServiceLifecycleStage.ApplicationServices);
        }

        private void Subscribe(ISiloLifecycle lifecycle, string name, int stage) =>
            lifecycle.Subscribe(name, stage, _ => Note($"+{name}"), _ => Note($"-{name}"));

        private Task Note(string note)
        {
            notes.Add(note);
            return Task.CompletedTask;
        }
    }
}
