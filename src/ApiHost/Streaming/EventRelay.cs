using System.Buffers;
using Microsoft.AspNetCore.Http.Features;
using Xerotier.ApiHost.Inference;
using Xerotier.Protocol.OpenAi;
using Xerotier.Protocol.Sse;

namespace Xerotier.ApiHost.Streaming;

/// <summary>
/// Relays one streamed answer frame by frame, as the bytes came. Each frame is looked at before it goes out: what is no
/// chunk ends the stream, and the usage member that the client did not ask for is cut out. Where it goes on with what
/// another agent began, the frames are made to look like those of that agent.
/// </summary>
internal sealed class EventRelay(
    InferenceCall call,
    FoundAgent agent,
    SentAnswer answered,
    RelayDeadline deadline,
    Patience patience,
    int maxFrameBytes)
    : IDisposable
{
    /// <summary>Media type of event streams.</summary>
    public const string MediaType = "text/event-stream";

    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(1);

    private readonly SseFrameBuffer _frames = new(maxFrameBytes);
    private readonly HttpResponse _response = call.Context.Response;
    private readonly Patience _longest = Patience.Of(call.Endpoint.Tier.RequestTimeout);
    private bool _started;
    private bool _done;
    private bool _unflushed;

    /// <summary>What the answer cost, as far as the agent has said.</summary>
    public TokenUsage? Usage { get; private set; }

    /// <summary>Time to the first frame.</summary>
    public TimeSpan? FirstByte { get; private set; }

    /// <summary>Relays until the agent's answer ends.</summary>
    /// <param name="answer">The agent's event stream.</param>
    /// <param name="sent">When the request was sent.</param>
    /// <returns>Whether the answer was whole.</returns>
    public async Task<bool> RunAsync(Stream answer, long sent)
    {
        for (var ended = false; !_done;)
        {
            // Also before garbage: from then on the client has a part of the answer.
            var valid = TakeFrames(ended, sent);
            await FlushAsync();
            if (!valid)
            {
                return false;
            }

            if (_done)
            {
                break;
            }

            var room = _frames.GetMemory();
            if (ended || room.IsEmpty)
            {
                return false;
            }

            if (_started)
            {
                deadline.Restart(answered.CanContinue ? patience : _longest);
            }

            var count = await answer.ReadAsync(room, deadline.Token);
            _frames.Advance(count);
            ended = count == 0;
        }

        await FinishAsync(answer);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _frames.Dispose();

    private bool TakeFrames(bool ended, long sent)
    {
        while (!_done && _frames.TryRead(ended, out var frame))
        {
            if (frame.Data is not { } data)
            {
                // Until the answer has begun it can still be retried, so comments must not begin it.
                Write(_started ? frame.Raw.Span : default);
                continue;
            }

            _done = data.Span.SequenceEqual("[DONE]"u8);
            ChunkOutline chunk = default;
            if (!_done && (!ChunkOutline.TryRead(data.Span, out chunk) || chunk.IsError))
            {
                return false;
            }

            Start(sent);
            Usage = chunk.Usage ?? Usage;
            if (answered.IsResumed && !_done)
            {
                WriteResumed(frame, chunk);
            }
            else
            {
                WriteChunk(frame, chunk);
            }

            if (!_done)
            {
                answered.Note(data.Span, chunk);
            }
        }

        return true;
    }

    private void Start(long sent)
    {
        if (_started)
        {
            return;
        }

        _started = true;
        FirstByte = call.Timing.WaitedSince(sent);
        agent.Lease.FirstToken(FirstByte.Value.TotalMilliseconds);
        if (answered.HasBegun)
        {
            return;
        }

        _response.ContentType = MediaType;
        _response.Headers.CacheControl = "no-cache";
        _response.Headers["X-Accel-Buffering"] = "no";
        call.Context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        call.SetHeaders();
    }

    private void WriteChunk(SseFrame frame, ChunkOutline chunk)
    {
        if (chunk.UsageMember.Length == 0 || call.Outline.WantsUsage)
        {
            Write(frame.Raw.Span);
        }
        else if (chunk.HasChoices || chunk.Usage is null)
        {
            WriteWithout(chunk.UsageMember, frame);
        }
    }

    private void WriteResumed(SseFrame frame, in ChunkOutline chunk)
    {
        var data = frame.Data.GetValueOrDefault();
        if (frame.DataStart < 0)
        {
            byte[] line = [.. data.Span];
            line.AsSpan().Replace((byte)'\n', (byte)' ');
            data = line;
        }

        if (ResumedChunk.Rewrite(data, chunk, answered, call.Outline.WantsUsage) is not { } rewritten)
        {
            return;
        }

        Write("data: "u8);
        foreach (var piece in rewritten.Pieces())
        {
            Write(piece.Span);
        }

        Write("\n\n"u8);
    }

    private void WriteWithout(ByteRange member, SseFrame frame)
    {
        if (frame.DataStart >= 0)
        {
            Write(frame.Raw.Span[..(frame.DataStart + member.Start)]);
            Write(frame.Raw.Span[(frame.DataStart + member.End)..]);
            return;
        }

        // Several lines become one: a line end in JSON is white space.
        var data = frame.Data.GetValueOrDefault().Span;
        byte[] line = [.. data[..member.Start], .. data[member.End..]];
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        Write("data: "u8);
        Write(line);
        Write("\n\n"u8);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            _response.BodyWriter.Write(bytes);
            _unflushed = true;
        }
    }

    private async ValueTask FlushAsync()
    {
        if (_unflushed)
        {
            _unflushed = false;
            await call.Context.FlushToClientAsync();
        }
    }

    // An answer that is dropped before its end would reset the agent's stream, which looks like a hang-up there.
    private async ValueTask FinishAsync(Stream answer)
    {
        deadline.Restart(Patience.Of(EndTimeout));
        try
        {
            var scratch = _frames.GetMemory();
            while (!scratch.IsEmpty && await answer.ReadAsync(scratch, deadline.Token) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client has its whole answer.
        }
    }
}
