using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using Xerotier.ApiHost.Inference;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Streaming;

/// <summary>
/// Relays one answer that is not streamed. Its first bytes are held back, so that the usual short answer can be
/// retried until it is whole; a longer one passes through while it arrives.
/// </summary>
internal sealed class PlainRelay(InferenceCall call, RelayDeadline deadline, int heldBytes)
    : IDisposable
{
    private readonly byte[] _held = ArrayPool<byte>.Shared.Rent(heldBytes);
    private readonly AnswerScanner _scanner = new();
    private readonly HttpResponse _response = call.Context.Response;
    private bool _started;

    /// <summary>What the answer cost, as far as the agent has said.</summary>
    public TokenUsage? Usage => _scanner.Usage;

    /// <summary>Time to the first byte.</summary>
    public TimeSpan? FirstByte { get; private set; }

    /// <summary>Relays until the agent's answer ends.</summary>
    /// <param name="response">The agent's answer.</param>
    /// <param name="answer">Its body.</param>
    /// <param name="sent">When the request was sent.</param>
    /// <param name="mustBeObject">Whether anything but one whole JSON object is garbage.</param>
    /// <returns>Whether the answer was whole.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> RunAsync(HttpResponseMessage response, Stream answer, long sent, bool mustBeObject)
    {
        var filled = 0;
        while (true)
        {
            var count = await answer.ReadAsync(_held.AsMemory(filled), deadline.Token);
            FirstByte ??= call.Timing.Since(sent);
            _scanner.Feed(_held.AsSpan(filled, count));
            filled += count;
            if (mustBeObject && (_scanner.IsBroken || count == 0 && !_scanner.IsComplete))
            {
                return false;
            }

            if (count == 0)
            {
                Start(response, sent, _started ? null : filled);
                await WriteAsync(filled);
                return true;
            }

            if (_started || filled == _held.Length)
            {
                Start(response, sent, response.Content.Headers.ContentLength);
                await WriteAsync(filled);
                filled = 0;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_held);

    private void Start(HttpResponseMessage response, long sent, long? length)
    {
        if (_started)
        {
            return;
        }

        // Nobody else can serve it from here on.
        _started = true;
        deadline.Restart(Patience.Of(call.Endpoint.Tier.RequestTimeout));
        call.Timing.WaitedSince(sent);
        _response.StatusCode = (int)response.StatusCode;
        // As it came: parsing it would only make the same text again.
        _response.ContentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var type)
            ? type.ToString()
            : "application/json";
        _response.ContentLength = length;
        if (response.StatusCode == HttpStatusCode.TooManyRequests && response.Headers.RetryAfter is { } retryAfter)
        {
            _response.Headers.RetryAfter = retryAfter.ToString();
        }

        call.SetHeaders();
    }

    private async ValueTask WriteAsync(int count)
    {
        _response.BodyWriter.Write(_held.AsSpan(0, count));
        await call.Context.FlushToClientAsync();
    }
}
