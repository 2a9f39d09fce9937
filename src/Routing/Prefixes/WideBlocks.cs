using System.Numerics;

namespace Xerotier.Routing.Prefixes;

/// <summary>
/// Holders of blocks that many agents hold (a system prompt that every request begins with), one bit an agent: what
/// would be a walk of a thousand entries is sixteen words.
/// </summary>
/// <param name="maxBytes">Bytes at most.</param>
internal sealed class WideBlocks(long maxBytes)
{
    private const int FirstStride = 1;

    private readonly Stack<int> _free = [];
    private ulong[] _bits = [];
    private int _used;

    /// <summary>Words that one block takes: a bit for every agent.</summary>
    public int Stride { get; private set; } = FirstStride;

    /// <summary>Bytes that the bits take.</summary>
    public long Bytes => (long)_bits.Length * sizeof(ulong);

    public ReadOnlySpan<ulong> Of(int block) => _bits.AsSpan(block * Stride, Stride);

    public void Set(int block, int owner) => _bits[(block * Stride) + (owner >> 6)] |= 1UL << owner;

    public void Clear(int block, int owner) => _bits[(block * Stride) + (owner >> 6)] &= ~(1UL << owner);

    /// <summary>Starts an empty block; false when there is no memory for it.</summary>
    public bool TryAdd(out int block)
    {
        if (_free.TryPop(out block))
        {
            return true;
        }

        int needed = (_used + 1) * Stride;
        if (needed > _bits.Length)
        {
            long most = maxBytes / sizeof(ulong);
            if (needed > most)
            {
                return false;
            }

            Array.Resize(ref _bits, (int)Math.Min(most, Math.Max(needed, _bits.Length * 2L)));
        }

        block = _used++;
        return true;
    }

    /// <summary>Ends a block.</summary>
    public void Remove(int block)
    {
        _bits.AsSpan(block * Stride, Stride).Clear();
        _free.Push(block);
    }

    /// <summary>Makes room for more agents. May exceed the limit once, as the blocks must not be lost.</summary>
    public void Widen(int owners)
    {
        int stride = (int)BitOperations.RoundUpToPowerOf2((uint)((owners + 63) >> 6));
        if (stride <= Stride)
        {
            return;
        }

        ulong[] bits = new ulong[_used * stride];
        for (int block = 0; block < _used; block++)
        {
            Of(block).CopyTo(bits.AsSpan(block * stride));
        }

        (_bits, Stride) = (bits, stride);
    }
}
