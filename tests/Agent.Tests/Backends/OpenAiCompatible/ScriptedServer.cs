using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Xerotier.Agent.Tests.Backends.OpenAiCompatible;

/// <summary>A server with OpenAI's API that answers as a test says.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app)
    {
        _app = app;
        BaseUrl = new Uri(app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri BaseUrl { get; }

    /// <summary>Answers inference requests.</summary>
    public RequestDelegate Script { get; set; } = context => context.Response.WriteAsync("{}");

    /// <summary>Text of <c>/metrics</c>; null for 404.</summary>
    public string? Metrics { get; set; }

    public string Models { get; set; } = """{"object":"list","data":[{"id":"m1","max_model_len":100},{"id":"m2"}]}""";

    public string? LastBody { get; private set; }

    public string? LastAuthorization { get; private set; }

    public static async Task<ScriptedServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        ScriptedServer? server = null;
        app.Run(context => server!.AnswerAsync(context));
        await app.StartAsync();
        return server = new ScriptedServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/v1/models")
        {
            await context.Response.WriteAsync(Models);
        }
        else if (context.Request.Path == "/metrics")
        {
            if (Metrics is null) context.Response.StatusCode = 404;
            else await context.Response.WriteAsync(Metrics);
        }
        else
        {
            LastAuthorization = context.Request.Headers.Authorization;
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            LastBody = await reader.ReadToEndAsync();
            await Script(context);
        }
    }
}
