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

    // The key's first bytes behind a 1: one more than the longest key of interest tells it from longer ones.
    private const ulong UsageKey = 0x1_75_73_61_67_65;
    private const ulong MostOfAKey = 1UL << 48;
    private ulong _key = 1;
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
                    _key = 1;
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
        if (_depth == 1 && _key == UsageKey)
        {
            _inUsage = true;
            _usage = new ArrayBufferWriter<byte>(128);
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
        for (var i = 0; i < text.Length && _key < MostOfAKey; i++)
        {
            _key = (_key << 8) | text[i];
        }
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
