using System.Buffers.Text;

namespace Xerotier.Agent.Backends.OpenAiCompatible;

/// <summary>
/// Watches an answer pass by: when its first byte came, how many SSE frames it had, and the usage at its end. Never
/// parses or keeps more than the answer's tail.
/// </summary>
internal sealed class AnswerMeter(TimeProvider time, bool isStream)
{
    private const int TailBytes = 1024;

    private readonly long _started = time.GetTimestamp();
    private readonly byte[] _tail = new byte[TailBytes];
    private int _tailLength;
    private long? _first;
    private long _last;
    private int _frames;
    private bool _endsLine;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _last = time.GetTimestamp();
        _first ??= _last;
        if (isStream) CountFrames(bytes);
        KeepTail(bytes);
    }

    /// <summary>Reports to <paramref name="pace"/> once the answer is whole.</summary>
    public void Report(Pace pace, string model)
    {
        // The role, usage and [DONE] frames carry no token; without usage this estimate has to do.
        var generated = Usage("\"completion_tokens\":"u8) ?? Math.Max(0, _frames - 2);
        pace.Finished(model, Usage("\"prompt_tokens\":"u8) ?? 0, generated);
        if (isStream && _first is { } first)
            pace.Streamed(model, time.GetElapsedTime(_started, first), time.GetElapsedTime(first, _last), generated);
    }

    private void CountFrames(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b == '\r') continue;
            if (b == '\n' && _endsLine) _frames++;
            _endsLine = b == '\n';
        }
    }

    private void KeepTail(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= TailBytes)
        {
            bytes[^TailBytes..].CopyTo(_tail);
            _tailLength = TailBytes;
            return;
        }
        var kept = Math.Min(_tailLength, TailBytes - bytes.Length);
        _tail.AsSpan(_tailLength - kept, kept).CopyTo(_tail);
        bytes.CopyTo(_tail.AsSpan(kept));
        _tailLength = kept + bytes.Length;
    }

    private int? Usage(ReadOnlySpan<byte> member)
    {
        var tail = _tail.AsSpan(0, _tailLength);
        var at = tail.LastIndexOf(member);
        if (at < 0) return null;
        var number = tail[(at + member.Length)..].TrimStart((byte)' ');
        return Utf8Parser.TryParse(number, out int value, out _) && value >= 0 ? value : null;
    }
}
