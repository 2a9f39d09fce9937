using System.Buffers;

namespace Xerotier.Protocol.OpenAi;

/// <summary>
/// Watches a JSON answer pass by, in pieces of any size and without keeping it: whether it is one whole object, and
/// its top-level <c>usage</c>. Memory is bounded by the size of that one member.
/// </summary>
public sealed class AnswerScanner
{
    private const int MaxUsageBytes = 4096;

    private static readonly SearchValues<byte> StringEnds = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> Structure = SearchValues.Create("{}[]\":,"u8);

    private readonly ArrayBufferWriter<byte> _key = new(16);
    private ArrayBufferWriter<byte>? _usage;
    private State _state = State.BeforeObject;
    private int _depth;
    private bool _inString;
    private bool _escaped;
    private bool _expectsKey;
    private bool _inKey;
    private bool _inUsage;

    private enum State
    {
        BeforeObject,
        Inside,
        Complete,
        Broken,
    }

    /// <summary>Whether exactly one whole object has passed.</summary>
    public bool IsComplete => _state == State.Complete;

    /// <summary>Whether what has passed cannot be the beginning of a JSON object.</summary>
    public bool IsBroken => _state == State.Broken;

    /// <summary>The answer's usage figures; null while there are none.</summary>
    public TokenUsage? Usage { get; private set; }

    /// <summary>Takes the next piece.</summary>
    public void Feed(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            var taken = _inString ? TakeString(piece) : TakeStructure(piece);
            if (_inUsage)
            {
                KeepUsage(piece[..taken]);
            }

            piece = piece[taken..];
        }
    }

    private int TakeString(ReadOnlySpan<byte> piece)
    {
        if (_escaped)
        {
            _escaped = false;
            return 1;
        }

        var end = piece.IndexOfAny(StringEnds);
        if (_inKey)
        {
            KeepKey(end < 0 ? piece : piece[..end]);
        }

        if (end < 0)
        {
            return piece.Length;
        }

        _escaped = piece[end] == '\\';
        _inString = _escaped;
        _inKey &= _inString;
        return end + 1;
    }

    private int TakeStructure(ReadOnlySpan<byte> piece)
    {
        if (_state != State.Inside)
        {
            return TakeOutside(piece);
        }

        var at = piece.IndexOfAny(Structure);
        if (at < 0)
        {
            return piece.Length;
        }

        switch (piece[at])
        {
            case (byte)'"':
                _inString = true;
                _inKey = _expectsKey && _depth == 1;
                if (_inKey)
                {
                    _key.ResetWrittenCount();
                }

                break;
            case (byte)'{' or (byte)'[':
                Open();
                break;
            case (byte)'}' or (byte)']':
                Close(piece, at);
                break;
            default:
                _expectsKey = piece[at] == ',';
                break;
        }

        return at + 1;
    }

    private int TakeOutside(ReadOnlySpan<byte> piece)
    {
        var at = piece.IndexOfAnyExcept(" \t\r\n"u8);
        if (at < 0 || _state == State.Broken)
        {
            return piece.Length;
        }

        _state = _state == State.BeforeObject && piece[at] == '{' ? State.Inside : State.Broken;
        _depth = 1;
        _expectsKey = true;
        return at + 1;
    }

    private void Open()
    {
        if (_depth == 1 && _key.WrittenSpan.SequenceEqual("usage"u8))
        {
            _inUsage = true;
            _usage = new ArrayBufferWriter<byte>(256);
        }

        _depth++;
        _expectsKey = false;
    }

    private void Close(ReadOnlySpan<byte> piece, int at)
    {
        _depth--;
        _expectsKey = false;
        if (_inUsage && _depth == 1)
        {
            // The closing brace belongs to the member.
            KeepUsage(piece[..(at + 1)]);
            EndUsage();
        }

        if (_depth == 0)
        {
            _state = State.Complete;
        }
    }

    private void KeepKey(ReadOnlySpan<byte> text)
    {
        // One byte more than the longest key of interest is enough to tell it from longer ones.
        var room = "usage".Length + 1 - _key.WrittenCount;
        _key.Write(text[..Math.Min(room, text.Length)]);
    }

    private void KeepUsage(ReadOnlySpan<byte> text)
    {
        if (_usage!.WrittenCount + text.Length <= MaxUsageBytes)
        {
            _usage.Write(text);
        }
    }

    private void EndUsage()
    {
        if (TokenUsage.TryParse(_usage!.WrittenSpan, out var usage))
        {
            Usage = usage;
        }

        _inUsage = false;
    }
}
