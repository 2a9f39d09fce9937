using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Xerotier.Contract.Tests.Backends;

/// <summary>
/// An inference server with OpenAI's API whose answers a test writes: the last user message names the scene to play.
/// A scene that no test wrote fails loudly.
/// </summary>
public sealed class ScriptedBackend : IAsyncDisposable
{
    public const string Model = "scripted-model";

    private readonly ConcurrentDictionary<string, Scene> _scenes = new();
    private readonly WebApplication _app;

    private ScriptedBackend(WebApplication app) => _app = app;

    public Uri BaseUrl { get; private set; } = null!;

    public static async Task<ScriptedBackend> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var backend = new ScriptedBackend(app);
        app.MapGet("/v1/models", () => Results.Json(new
        {
            @object = "list",
            data = new[] { new { id = Model, @object = "model", owned_by = "tests", max_model_len = 8192 } },
        }));
        app.MapPost("/v1/chat/completions", backend.PlayAsync);
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        backend.BaseUrl = new Uri(app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return backend;
    }

    /// <summary>Writes a scene; its name is the message to send.</summary>
    public Scene On(string name, Func<Scene, HttpContext, Task> play) =>
        _scenes[name] = new Scene(name, play);

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(hurry.Token);
        await _app.DisposeAsync();
    }

    private async Task PlayAsync(HttpContext context)
    {
        var request = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        var name = request.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!;
        if (!_scenes.TryGetValue(name, out var scene))
        {
            context.Response.StatusCode = StatusCodes.Status501NotImplemented;
            await context.Response.WriteAsync($"no test wrote the scene '{name}'");
            return;
        }

        await scene.PlayAsync(request, context);
    }
}
