using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xerotier.ApiHost;
using Xerotier.TestKit;

namespace Xerotier.Cli.Tests.Platforms;

/// <summary>A real host on a socket of this machine; each test makes its own project.</summary>
public sealed class Platform : IAsyncLifetime
{
    private const string AdminToken = "xadm_cli-tests-0123456789abcdef0123456789abcdef0123";

    private readonly TemporaryDirectory _data = new();
    private readonly HttpClient _http = new();
    private WebApplication? _app;

    public Uri Root { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _app = XerotierHost.Build(["--urls", "http://127.0.0.1:0", "--Storage:Volatile", "true"], builder =>
        {
            builder.Configuration["XEROTIER_ADMIN_TOKEN"] = AdminToken;
            builder.Configuration["Artifacts:Directory"] = _data.Path;
            builder.Logging.SetMinimumLevel(LogLevel.None);
        });
        await _app.StartAsync();
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Root = new Uri(addresses.Addresses.Single());
        _http.BaseAddress = Root;
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>A new project that may share models, and a terminal whose variables name it.</summary>
    internal async Task<Terminal> OpenProjectAsync(bool mayShare = true)
    {
        var project = await AdminAsync(HttpMethod.Post, "/admin/v1/projects", new { name = "Cli", plan = "paid" });
        var id = (string)project["id"]!;
        if (mayShare)
        {
            var features = new { features = new[] { "model_sharing" } };
            await AdminAsync(HttpMethod.Patch, $"/admin/v1/projects/{id}", features);
        }

        return new Terminal(new Uri(Root, id), (string)project["api_key"]!);
    }

    private async Task<JsonNode> AdminAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", AdminToken);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path} answered {(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
