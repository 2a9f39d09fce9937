using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Xerotier.TestKit;
using Xerotier.TestKit.Time;

namespace Xerotier.ApiHost.Tests;

/// <summary>The whole host on a real socket of this machine, with a clock and a store that tests control.</summary>
public sealed class TestHost : IAsyncLifetime
{
    public const string AdminToken = "xadm_tests-only-0123456789";

    private readonly TemporaryDirectory _artifacts = new();
    private readonly Action<WebApplicationBuilder>? _configure;
    private WebApplication? _app;

    public TestHost()
        : this(null)
    {
    }

    internal TestHost(Action<WebApplicationBuilder>? configure) => _configure = configure;

    public ManualTimeProvider Clock { get; } = new(flows: true);

    internal BreakableStorage Storage { get; } = new();

    public IServiceProvider Services => _app!.Services;

    public Uri Url { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _app = XerotierHost.Build(["--urls", "http://127.0.0.1:0", "--Storage:Volatile", "true"], builder =>
        {
            builder.Configuration["XEROTIER_ADMIN_TOKEN"] = AdminToken;
            builder.Configuration["Artifacts:Directory"] = _artifacts.Path;
            builder.Logging.SetMinimumLevel(LogLevel.None);
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            builder.Services.AddKeyedSingleton<IGrainStorage>("durable", Storage);
            _configure?.Invoke(builder);
        });
        await Wait.ForAsync("the host to start", _app.StartAsync());
        var server = _app.Services.GetRequiredService<IServer>();
        Url = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Url };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Wait.ForAsync("the host to stop", _app!.StopAsync());
        await _app.DisposeAsync();
        Clock.Dispose();
        _artifacts.Dispose();
    }

    internal ApiClient As(string? secret) => new(Http, secret);

    internal ApiClient Admin => As(AdminToken);

    /// <summary>A new project on the paid plan, and a client with its first key.</summary>
    internal async Task<TestProject> CreateProjectAsync(string plan = "paid")
    {
        var created = await Admin.PostAsync("/admin/v1/projects", $$"""{"name":"Acme","plan":"{{plan}}"}""");
        created.Status.ShouldBe(HttpStatusCode.Created);
        string key = created.Text("api_key");
        return new TestProject(created.Text("id"), key, As(key));
    }
}
