using System.Buffers;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Xerotier.Load.Upstream;

/// <summary>
/// The backend that everything is measured in front of: answers chat completions at once, or streams chunks at the pace
/// that the request asks for. It writes into each answer when the request came and when the bytes left, so that its own
/// time never counts as a gateway's.
/// </summary>
internal static class StandIn
{
    /// <summary>Names under which it offers its model; agents offer one each.</summary>
    public static readonly string[] Models = ["bench", "bench-direct", "bench-tunnel", "bench-host"];

    /// <summary>Serves until cancelled.</summary>
    /// <param name="port">Port for HTTP/1.1.</param>
    /// <param name="agentPort">Port for plain HTTP/2, as hosts call agents; 0 for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(int port, int agentPort, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port);
            if (agentPort == 0) return;
            kestrel.Listen(IPAddress.Loopback, agentPort, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Limits.Http2.MaxStreamsPerConnection = 4096;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 8 << 20;
            kestrel.Limits.Http2.InitialStreamWindowSize = 1 << 20;
        });
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync(cancellationToken);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await app.StopAsync(new CancellationToken(canceled: true));
        }
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        long received = Stopwatch.GetTimestamp();
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await AnswerGetAsync(context);
            return;
        }

        var wish = await ReadAsync(context);
        try
        {
            await (wish.Streams ? StreamAsync(context, wish, received) : AnswerPlainAsync(context, received));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    private static Task AnswerGetAsync(HttpContext context)
    {
        if (context.Request.Path != "/v1/models")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var models = Models.Select(name => $$"""{"id":"{{name}}","object":"model","created":0,"owned_by":"bench"}""");
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"object":"list","data":[{{string.Join(',', models)}}]}""");
    }

    private static async ValueTask<StreamWish> ReadAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted)
            {
                var wish = StreamWish.Read(read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray());
                reader.AdvanceTo(read.Buffer.End);
                return wish;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task AnswerPlainAsync(HttpContext context, long received)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Answers.PlainLength;
        Answers.WritePlain(context.Response.BodyWriter, received);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static async Task StreamAsync(HttpContext context, StreamWish wish, long received)
    {
        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var output = context.Response.BodyWriter;
        using var pace = wish.Gap > TimeSpan.Zero ? new PeriodicTimer(wish.Gap) : null;
        for (int i = 0; i < wish.Chunks; i++)
        {
            if (i > 0 && pace is not null) await pace.WaitForNextTickAsync(context.RequestAborted);
            Answers.WriteChunk(output, received);
            await output.FlushAsync(context.RequestAborted);
        }

        Answers.WriteEnd(output, wish);
        await output.FlushAsync(context.RequestAborted);
    }
}
