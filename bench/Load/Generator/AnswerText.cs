using System.Diagnostics;
using Xerotier.Load.Upstream;

namespace Xerotier.Load.Generator;

/// <summary>
/// The body of one answer as it arrives. Takes from an answer in one piece, and from each event of a stream, how long
/// the bytes were under way beyond the stand-in's own time.
/// </summary>
internal sealed class AnswerText
{
    private byte[] _text = new byte[4096];
    private int _length;
    private int _scanned;
    private long _requested;
    private long _lastArrived;
    private long _lastSent;
    private bool _streams;

    /// <summary>From the request to the first event or the whole answer, less the stand-in's own time.</summary>
    public Samples FirstBytes { get; } = new();

    /// <summary>Time between two events beyond the time between their sending; negative after a late one.</summary>
    public Samples Gaps { get; } = new();

    /// <summary>Whether times are kept.</summary>
    public bool Records { get; set; }

    /// <summary>Whether the answer said what it should.</summary>
    public bool IsValid { get; private set; }

    /// <summary>Begins a new answer.</summary>
    public void Begin(bool streams)
    {
        (_length, _scanned, _lastArrived, _streams, IsValid) = (0, 0, 0, streams, false);
        _requested = Stopwatch.GetTimestamp();
    }

    /// <summary>Takes a piece of the body.</summary>
    public void Add(ReadOnlySpan<byte> piece, long arrived)
    {
        if (_length + piece.Length > _text.Length) Array.Resize(ref _text, 2 * (_length + piece.Length));
        piece.CopyTo(_text.AsSpan(_length));
        _length += piece.Length;
        if (_streams) TakeEvents(arrived);
    }

    /// <summary>Ends the answer.</summary>
    public void End(long arrived)
    {
        if (!_streams) Take(_text.AsSpan(0, _length), arrived);
    }

    private void TakeEvents(long arrived)
    {
        int start = 0;
        while (true)
        {
            int at = _text.AsSpan(_scanned, _length - _scanned).IndexOf("\n\n"u8);
            if (at < 0) break;
            Take(_text.AsSpan(start, _scanned + at - start), arrived);
            start = _scanned += at + 2;
        }

        // The last byte may be the first of two line ends.
        _text.AsSpan(start, _length - start).CopyTo(_text);
        _length -= start;
        _scanned = Math.Max(0, _length - 1);
    }

    private void Take(ReadOnlySpan<byte> text, long arrived)
    {
        if (!Answers.TryReadStamp(text, out long received, out long sent)) return;
        IsValid = true;
        if (Records)
        {
            if (_lastArrived == 0) FirstBytes.Add(arrived - _requested - (sent - received));
            else Gaps.Add(arrived - _lastArrived - (sent - _lastSent));
        }

        (_lastArrived, _lastSent) = (arrived, sent);
    }
}
