using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xerotier.ApiHost.Tunnels;

namespace Xerotier.Benchmarks.Requests;

/// <summary>
/// What every gateway does at least: takes a request over HTTP/1.1, sends it on over HTTP/2 and copies the answer. Same
/// server and same client as the host's, nothing else.
/// </summary>
internal sealed class BareRelay : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _invoker = new(AgentHandlers.CreateDirect(TimeSpan.FromSeconds(5)));
    private readonly Uri _agent;

    private BareRelay(Uri agent)
    {
        _agent = agent;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(RelayAsync);
    }

    public IPEndPoint Address => IPEndPoint.Parse(new Uri(_app.Urls.Single()).Authority);

    public static async Task<BareRelay> StartAsync(Uri agent)
    {
        var relay = new BareRelay(agent);
        await relay._app.StartAsync();
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _invoker.Dispose();
    }

    private async Task RelayAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_agent, context.Request.Path.Value))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StreamContent(context.Request.Body),
        };
        using var response = await _invoker.SendAsync(request, context.RequestAborted);
        context.Response.ContentLength = response.Content.Headers.ContentLength;
        context.Response.ContentType = "application/json";
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
