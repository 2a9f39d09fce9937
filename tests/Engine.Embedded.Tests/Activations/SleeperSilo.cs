using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Xerotier.TestKit.Time;

namespace Xerotier.Engine.Tests.Activations;

/// <summary>A silo whose time and turns belong to the test.</summary>
internal sealed class SleeperSilo : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly IHost _host;

    private SleeperSilo(IHost host, ManualTimeProvider time, SteppedScheduler turns)
    {
        _host = host;
        Time = time;
        Turns = turns;
    }

    public ManualTimeProvider Time { get; }

    public SteppedScheduler Turns { get; }

    public static async Task<SleeperSilo> StartAsync()
    {
        var (time, turns) = (new ManualTimeProvider(), new SteppedScheduler());
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IGrainScheduler>(turns);
        builder.UseOrleans();
        var host = builder.Build();
        await host.StartAsync();
        return new(host, time, turns);
    }

    public ISleeper Grain(string key) => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISleeper>(key);

    /// <summary>Runs turns until the call ends.</summary>
    public async Task<T> FinishAsync<T>(Task<T> call)
    {
        await FinishAsync((Task)call);
        return await call;
    }

    /// <summary>Runs turns until the call ends.</summary>
    public async Task FinishAsync(Task call)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!call.IsCompleted)
        {
            Turns.RunAll();
            if (limit.IsCancellationRequested) throw new TimeoutException("Waited for a call to end.");
            await Task.Yield();
        }

        await call;
    }

    public async ValueTask DisposeAsync()
    {
        var stop = _host.StopAsync();
        while (!stop.IsCompleted)
        {
            // A call that never ends holds the stop up for the deactivation timeout.
            Turns.RunAll();
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stop;
        _host.Dispose();
        Time.Dispose();
    }
}
