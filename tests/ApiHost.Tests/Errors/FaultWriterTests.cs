using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xerotier.ApiHost.Errors;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Tests.Errors;

public sealed class FaultWriterTests
{
    [Fact]
    public async Task WriteAsync_BeforeTheFirstByte_WritesTheEnvelope()
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };

        await FaultWriter.WriteAsync(context, new Fault(FaultCode.RateLimited, "Slow down.", null, 7));

        context.Response.StatusCode.ShouldBe(429);
        context.Response.Headers.RetryAfter.ToString().ShouldBe("7");
        Written(context).ShouldBe("""
            {"error":{"message":"Slow down.","type":"rate_limit_error","code":"rate_limit_exceeded","param":null,
            "retry_after":7,"retry_strategy":{"type":"exponential_backoff","initial_delay_ms":500,
            "max_delay_ms":30000,"multiplier":2,"jitter":true}}}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task WriteAsync_InAnEventStream_WritesOneErrorFrame()
    {
        var context = Started("text/event-stream");

        await FaultWriter.WriteAsync(context, new Fault(FaultCode.StreamInterrupted, "The agent went away."));

        Written(context).ShouldBe("""
            data: {"error":{"message":"The agent went away.","type":"stream_error",
            "code":"stream_interrupted","param":null}}
            """.ReplaceLineEndings("") + "\n\n");
    }

    [Fact]
    public async Task WriteAsync_InAPlainAnswer_CutsItOff()
    {
        var context = Started("application/json");

        await FaultWriter.WriteAsync(context, new Fault(FaultCode.StreamInterrupted, "The agent went away."));

        context.RequestAborted.IsCancellationRequested.ShouldBeTrue();
        Written(context).ShouldBeEmpty();
    }

    private static DefaultHttpContext Started(string contentType)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseFeature>(new StartedResponse());
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new MemoryStream()));
        context.Features.Set<IHttpRequestLifetimeFeature>(new Lifetime());
        context.Response.ContentType = contentType;
        return context;
    }

    private static string Written(HttpContext context) =>
        Encoding.UTF8.GetString(((MemoryStream)context.Features.Get<IHttpResponseBodyFeature>()!.Stream).ToArray());

    private sealed class StartedResponse : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        private readonly CancellationTokenSource _aborted = new();

        public CancellationToken RequestAborted
        {
            get => _aborted.Token;
            set => throw new NotSupportedException();
        }

        public void Abort() => _aborted.Cancel();
    }
}
