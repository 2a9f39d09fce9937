using System.Buffers;

namespace Xerotier.Protocol.OpenAi;

/// <summary>A body with a few stretches replaced; every other byte is the original, and none is copied.</summary>
public sealed class SplicedBody
{
    private readonly ReadOnlyMemory<byte> _original;
    private readonly BodyEdit[] _edits;

    /// <summary>Combines a body with edits.</summary>
    /// <param name="original">The body; must stay unchanged while this is in use.</param>
    /// <param name="edits">Edits that do not overlap, in any order.</param>
    public SplicedBody(ReadOnlyMemory<byte> original, IReadOnlyCollection<BodyEdit> edits)
    {
        _original = original;
        _edits = [.. edits];
        Array.Sort(_edits, static (left, right) => left.Range.Start.CompareTo(right.Range.Start));
        Length = original.Length;
        foreach (var edit in _edits)
        {
            Length += edit.Replacement.Length - edit.Range.Length;
        }
    }

    /// <summary>Bytes of the spliced body.</summary>
    public int Length { get; }

    /// <summary>The spliced body, piece by piece.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces()
    {
        var position = 0;
        foreach (var edit in _edits)
        {
            yield return _original[position..edit.Range.Start];
            yield return edit.Replacement;
            position = edit.Range.End;
        }

        yield return _original[position..];
    }

    /// <summary>Writes the spliced body.</summary>
    public void CopyTo(IBufferWriter<byte> writer)
    {
        CopyTo(writer.GetSpan(Length));
        writer.Advance(Length);
    }

    /// <summary>Writes the spliced body.</summary>
    /// <param name="target">At least <see cref="Length"/> bytes.</param>
    public void CopyTo(Span<byte> target)
    {
        var original = _original.Span;
        var position = 0;
        foreach (var edit in _edits)
        {
            var kept = original[position..edit.Range.Start];
            kept.CopyTo(target);
            edit.Replacement.Span.CopyTo(target[kept.Length..]);
            target = target[(kept.Length + edit.Replacement.Length)..];
            position = edit.Range.End;
        }

        original[position..].CopyTo(target);
    }
}
