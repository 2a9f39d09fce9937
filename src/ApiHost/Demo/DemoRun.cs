using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Xerotier.Agent;
using Xerotier.ApiHost.Hosting;

namespace Xerotier.ApiHost.Demo;

/// <summary>Runs the demo once the server listens: project, endpoints, agent, announcement.</summary>
internal sealed partial class DemoRun(
    DemoFolder folder,
    IServer server,
    IHostApplicationLifetime lifetime,
    Readiness readiness,
    ILoggerFactory logs,
    ILogger<DemoRun> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(1);

    private AgentHost? _agent;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        readiness.Hold();
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops the agent while the server still listens, so that it can say farewell.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (_agent is { } agent)
        {
            await agent.StopAsync(cancellationToken);
            await agent.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WaitForServerAsync(stoppingToken);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            deadline.CancelAfter(StartDeadline);
            await RunAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops before the demo was ready.
        }
        catch (Exception exception)
        {
            LogFailed(exception);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var baseUrl = BaseUrl();
        using var http = new HttpClient { BaseAddress = baseUrl };
        var project = new DemoProject(new DemoClient(http), folder);
        var secrets = await project.EnsureAsync(cancellationToken);
        _agent = await new DemoAgent(folder, project, logs).StartAsync(baseUrl, cancellationToken);
        var file = new DemoFile(
            baseUrl.GetLeftPart(UriPartial.Authority),
            secrets.ProjectId!,
            secrets.ApiKey!,
            secrets.AdminToken,
            DemoProject.Endpoints);
        readiness.Release();
        folder.Announce(file);
        Console.WriteLine(Greeting(file));
    }

    private Task WaitForServerAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        return started.Task.WaitAsync(cancellationToken);
    }

    // Where the server listens on every address, this machine reaches it on loopback.
    private Uri BaseUrl()
    {
        string address = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        var url = new UriBuilder(address);
        if (url.Host is "0.0.0.0" or "[::]" or "*" or "+")
        {
            url.Host = "127.0.0.1";
        }

        return url.Uri;
    }

    private string Greeting(DemoFile file) => $$"""
        The demo is ready (a simulated model answers). Try:

        curl -N {{file.BaseUrl}}/{{file.ProjectId}}/{{file.Endpoints["chat"]}}/v1/chat/completions \
          -H "Authorization: Bearer {{file.ApiKey}}" -H "Content-Type: application/json" \
          -d '{"model":"simulated","stream":true,"messages":[{"role":"user","content":"Tell me a story."}]}'

        Addresses and keys: {{folder.AnnouncementPath}}
        """;

    [LoggerMessage(1401, LogLevel.Critical, "The demo cannot start")]
    private partial void LogFailed(Exception exception);
}
