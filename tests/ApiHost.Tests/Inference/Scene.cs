using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Errors;
using Xerotier.ApiHost.Hosting;
using Xerotier.ApiHost.Inference;
using Xerotier.ApiHost.Loading;
using Xerotier.ApiHost.Routes;
using Xerotier.ApiHost.Telemetry;
using Xerotier.ApiHost.Tunnels;
using Xerotier.ApiHost.Usage;
using Xerotier.Grains.Usage;
using Xerotier.Routing.Tiers;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Inference;

/// <summary>The request loop on a real socket, in front of scripted agents and grains.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string ChatPath = "/v1/chat/completions";
    public const string Hello = """{"model":"any","messages":[{"role":"user","content":"hi"}]}""";
    public const string HelloStream = """{"model":"any","messages":[{"role":"user","content":"hi"}],"stream":true}""";

    private readonly WebApplication _app;

    private Scene(WebApplication app, SceneGrains grains)
    {
        _app = app;
        Grains = grains;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(60) };
    }

    public SceneGrains Grains { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public UsageMeter Usage => Services.GetRequiredService<UsageMeter>();

    /// <summary>Longest wait for an answer to begin, and longest silence within a stream.</summary>
    public TimeSpan RequestTimeout => Tier.RequestTimeout;

    private ServiceTier Tier =>
        ServiceTiers.TryFind(Grains.Endpoint.Spec.Tier, out var tier) ? tier : throw new InvalidOperationException();

    /// <summary>Starts the host with agents, one for each script.</summary>
    public static Task<Scene> StartAsync(params AgentScript[] scripts) => StartAsync(TimeProvider.System, [], scripts);

    /// <summary>The same with a clock and settings.</summary>
    public static Task<Scene> StartAsync(
        TimeProvider time, Dictionary<string, string?> settings, params AgentScript[] scripts) =>
        StartAsync(time, settings, new SceneGrains(), scripts);

    /// <summary>The same with grains that several hosts may share.</summary>
    public static async Task<Scene> StartAsync(
        TimeProvider time, Dictionary<string, string?> settings, SceneGrains grains, params AgentScript[] scripts)
    {
        foreach (var script in scripts)
        {
            grains.Agents.Add(await ScriptedAgent.StartAsync(script));
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        HostStart.Parse([]).Configure(builder);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(grains.Factory());
        builder.Services.AddServer().AddAccess().AddTunnels().AddLoading().AddInference()
            .AddTelemetry(builder.Configuration);
        var app = builder.Build();
        app.UseMiddleware<RequestIds>();
        app.UseMiddleware<FaultBoundary>();
        app.UseWebSockets();
        app.UseRouting();
        app.UseMiddleware<AccessGate>();
        app.MapInference();
        app.MapTunnels();
        app.MapHosts();
        app.MapUsage();
        app.MapRoutes();
        app.MapMetrics();
        await app.StartAsync();
        return new Scene(app, grains);
    }

    /// <summary>Calls a path of the endpoint; the answer's body is not awaited.</summary>
    public Task<HttpResponseMessage> PostAsync(
        string body, string path = ChatPath, string key = SceneGrains.Key, CancellationToken cancellation = default,
        params (string Name, string Value)[] headers) =>
        SendAsync(
            HttpMethod.Post,
            $"/{SceneGrains.Project}/{SceneGrains.Slug}{path}",
            key,
            new StringContent(body, Encoding.UTF8, "application/json"),
            cancellation,
            headers);

    /// <summary>Calls any path of the host; the answer's body is not awaited.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? key = SceneGrains.Key, HttpContent? content = null,
        CancellationToken cancellation = default, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <summary>The only row of usage metered so far, once it is there.</summary>
    public async Task<UsageRollup> MeteredAsync()
    {
        await Wait.UntilAsync("usage was metered", async () =>
        {
            await Usage.FlushAsync();
            return !Grains.Batches.IsEmpty;
        });
        return Grains.Batches.Single().Batch.Rows.Single();
    }

    /// <summary>Stops the host as a signal would.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        foreach (var agent in Grains.Agents)
        {
            await agent.DisposeAsync();
        }

        Grains.Agents.Clear();
    }
}
