using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Xerotier.TestKit.Agents;

/// <summary>
/// An agent that does what a script says: a real HTTP/2 server without TLS on a loopback port. It keeps every request
/// it receives; HEAD requests (probes) are answered with 204 and not kept.
/// </summary>
public sealed class ScriptedAgent : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;
    private readonly Channel<ReceivedRequest> _received = Channel.CreateUnbounded<ReceivedRequest>();
    private AgentScript _script;
    private int _probes;

    private ScriptedAgent(WebApplication app, AgentScript script)
    {
        _app = app;
        _script = script;
        app.Run(AnswerAsync);
    }

    /// <summary>The agent's id.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Base URL of the agent.</summary>
    public Uri Url => new(_app.Urls.Single());

    /// <summary>Whether probes fail.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Probes received.</summary>
    public int Probes => Volatile.Read(ref _probes);

    /// <summary>Requests received and not asked for yet.</summary>
    public int Waiting => _received.Reader.Count;

    /// <summary>Starts an agent.</summary>
    /// <param name="script">What it does with each request.</param>
    public static async Task<ScriptedAgent> StartAsync(AgentScript script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var agent = new ScriptedAgent(builder.Build(), script);
        await agent._app.StartAsync();
        return agent;
    }

    /// <summary>Changes the script for later requests.</summary>
    public void Play(AgentScript script) => _script = script;

    /// <summary>The next request that was received; waits for it.</summary>
    public async Task<ReceivedRequest> NextRequestAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            return await _received.Reader.ReadAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The agent received no request within {Deadline}.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        now.Cancel();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            Interlocked.Increment(ref _probes);
            if (IsDeaf)
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        await _received.Writer.WriteAsync(
            new ReceivedRequest(context.Request.Path, headers, body.ToArray(), context.RequestAborted));
        try
        {
            await _script(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The host hung up, as some tests want it to.
        }
    }
}
