namespace Xerotier.Agent.Backends.Simulated;

/// <summary>
/// A paged KV cache: blocks of computed prompts stay until their room is needed, least recently used first, and serve
/// later prompts that begin alike. Not thread-safe: the engine's lock guards it.
/// </summary>
internal sealed class KvBlocks(int capacity)
{
    private readonly Dictionary<ulong, Block> _shared = [];
    private readonly LinkedList<Block> _idle = [];
    private readonly int _capacity = capacity;
    private int _free = capacity;

    /// <summary>Share of the blocks that running sequences hold.</summary>
    public double Usage => (double)(_capacity - _free - _idle.Count) / _capacity;

    /// <summary>Takes all blocks a sequence will need, reusing what is there; false, none taken, when full.</summary>
    /// <param name="prompt">Hashes of its leading blocks.</param>
    /// <param name="total">Blocks it needs in all.</param>
    /// <param name="reused">Leading blocks that need no computing.</param>
    public bool TryTake(ulong[] prompt, int total, out int reused)
    {
        reused = 0;
        var idleReused = 0;
        while (reused < prompt.Length && _shared.TryGetValue(prompt[reused], out var block))
        {
            if (block.Holders == 0) idleReused++;
            reused++;
        }
        var needed = total - reused;
        if (needed > _free + _idle.Count - idleReused) return false;
        for (var i = 0; i < reused; i++) Hold(_shared[prompt[i]]);
        while (_free < needed) Evict();
        _free -= needed;
        return true;
    }

    /// <summary>The prompt is computed: its further blocks are shared from now on.</summary>
    /// <param name="prompt">Hashes of its leading blocks.</param>
    /// <param name="from">The first one that was not reused.</param>
    public void Share(ulong[] prompt, int from)
    {
        for (var i = from; i < prompt.Length; i++)
        {
            if (_shared.TryGetValue(prompt[i], out var twin))
            {
                // Another sequence computed the same meanwhile: keep one copy.
                Hold(twin);
                _free++;
            }
            else
            {
                _shared[prompt[i]] = new Block(prompt[i]) { Holders = 1 };
            }
        }
    }

    /// <summary>Gives a sequence's blocks back.</summary>
    /// <param name="prompt">Hashes of its leading blocks.</param>
    /// <param name="shared">How many of them it shares.</param>
    /// <param name="total">Blocks it took in all.</param>
    public void Return(ulong[] prompt, int shared, int total)
    {
        // From the end, so that of one prompt the tail is evicted first: a prefix without its head is worthless.
        for (var i = shared - 1; i >= 0; i--)
        {
            var block = _shared[prompt[i]];
            if (--block.Holders == 0) block.Idle = _idle.AddLast(block);
        }
        _free += total - shared;
    }

    private void Hold(Block block)
    {
        block.Holders++;
        if (block.Idle is not { } idle) return;
        _idle.Remove(idle);
        block.Idle = null;
    }

    private void Evict()
    {
        var oldest = _idle.First!;
        _idle.RemoveFirst();
        _shared.Remove(oldest.Value.Hash);
        _free++;
    }

    private sealed class Block(ulong hash)
    {
        public ulong Hash => hash;

        public int Holders { get; set; }

        public LinkedListNode<Block>? Idle { get; set; }
    }
}
