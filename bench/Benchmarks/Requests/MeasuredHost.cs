using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Xerotier.ApiHost;
using Xerotier.ApiHost.Hosting;
using Xerotier.Load.Targets;

namespace Xerotier.Benchmarks.Requests;

/// <summary>The whole host in this process, set up over its own API, with the other process as its agent.</summary>
internal sealed class MeasuredHost : IAsyncDisposable
{
    private const string AdminToken = "xadm_bench-only-0123456789";
    private const string Model = "bench-host";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(2);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("xerotier-bench-");
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebApplication _app;
    private Task _beating = Task.CompletedTask;

    private MeasuredHost() => _app = XerotierHost.Build(
        ["--urls", "http://127.0.0.1:0", "--data", _data.FullName],
        builder =>
        {
            builder.Configuration[Installation.AdminTokenSetting] = AdminToken;
            builder.Configuration["Routing:TierConcurrency:gpu_nvidia_shared"] = "0";
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });

    public IPEndPoint Address => IPEndPoint.Parse(new Uri(_app.Urls.Single()).Authority);

    /// <summary>A way in.</summary>
    public Lane Lane { get; private set; } = new("");

    public static async Task<MeasuredHost> StartAsync(Uri agent)
    {
        var host = new MeasuredHost();
        await host._app.StartAsync();
        var platform = new Platform(new Uri(host._app.Urls.Single()), AdminToken);
        string token = await platform.EnrollAsync(agent, CancellationToken.None);
        host._beating = host.BeatAsync(platform, token);
        host.Lane = (await platform.CreateLanesAsync(Model, CancellationToken.None))[0];
        await platform.ServesAsync(host.Lane, Deadline, () => "", CancellationToken.None);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _beating;
        await _app.StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
        _data.Delete(recursive: true);
    }

    private async Task BeatAsync(Platform platform, string token)
    {
        using (platform)
        using (var timer = new PeriodicTimer(BeatInterval))
        {
            try
            {
                long sequence = 0;
                do
                {
                    await platform.BeatAsync(token, ++sequence, Model, _stopping.Token);
                }
                while (await timer.WaitForNextTickAsync(_stopping.Token));
            }
            catch (OperationCanceledException)
            {
                // Stopping.
            }
        }
    }
}
