using System.Numerics;

namespace Xerotier.RoutingSim.Routers;

/// <summary>
/// Which worker holds which block, as one router knows it: fed by its own decisions and by reports, without a limit,
/// so that no baseline suffers from an index that is too small. One bit a worker and block.
/// </summary>
internal sealed class BlockHolders
{
    private readonly int _words;
    private readonly int _workers;
    private readonly ulong[] _bits;
    private readonly ulong[] _live;

    public BlockHolders(int workers, int blockIds)
    {
        (_workers, _words) = (workers, (workers + 63) / 64);
        _bits = new ulong[(long)blockIds * _words];
        _live = new ulong[_words];
    }

    /// <summary>A worker holds a block.</summary>
    public void Hold(int worker, int block) => _bits[(block * _words) + (worker >> 6)] |= 1UL << worker;

    /// <summary>A worker no longer holds a block.</summary>
    public void Drop(int worker, int block) => _bits[(block * _words) + (worker >> 6)] &= ~(1UL << worker);

    /// <summary>A worker holds nothing.</summary>
    public void Clear(int worker)
    {
        for (int i = worker >> 6; i < _bits.Length; i += _words) _bits[i] &= ~(1UL << worker);
    }

    /// <summary>Writes how many leading blocks each worker holds.</summary>
    /// <param name="blocks">Blocks of the prompt.</param>
    /// <param name="stride">Only every so many-th is known to routers.</param>
    /// <param name="depths">One count a worker, in blocks of the worker.</param>
    public void Match(ReadOnlySpan<int> blocks, int stride, Span<int> depths)
    {
        depths.Clear();
        _live.AsSpan().Fill(ulong.MaxValue);
        int depth = 0;
        for (int i = stride - 1; i < blocks.Length; i += stride)
        {
            ulong any = 0;
            for (int word = 0; word < _words; word++)
            {
                ulong held = _live[word] & _bits[(blocks[i] * _words) + word];
                Settle(_live[word] & ~held, word, depth, depths);
                _live[word] = held;
                any |= held;
            }

            if (any == 0) return;
            depth = i + 1;
        }

        for (int word = 0; word < _words; word++) Settle(_live[word], word, depth, depths);
    }

    private void Settle(ulong ended, int word, int depth, Span<int> depths)
    {
        if (depth == 0) return;
        while (ended != 0)
        {
            int worker = (word << 6) + BitOperations.TrailingZeroCount(ended);
            if (worker < _workers) depths[worker] = depth;
            ended &= ended - 1;
        }
    }
}
