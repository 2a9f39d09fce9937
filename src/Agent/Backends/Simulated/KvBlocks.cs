using Xerotier.Agent.Prefixes;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>
/// A paged KV cache: blocks of computed prompts stay until their room is needed, least recently used first, and serve
/// later prompts that begin alike. Not thread-safe: the engine's lock guards it.
/// </summary>
/// <param name="capacity">Blocks in all.</param>
/// <param name="prefixes">Is told of the platform's blocks that end within these; null for nobody.</param>
internal sealed class KvBlocks(int capacity, HeldPrefixes? prefixes = null)
{
    /// <summary>The platform's blocks that may end within one: prompts that begin alike may differ in length.</summary>
    private const int MaxMarks = 4;

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

    /// <summary>
    /// Notes which of the platform's blocks a computed prompt is made of. Its text in their blocks and its tokens in
    /// these run in step, near enough: each of theirs ends where the same share of these does.
    /// </summary>
    /// <param name="prompt">Hashes of its leading blocks, all shared.</param>
    /// <param name="marks">The platform's hashes of the same prompt.</param>
    public void Mark(ulong[] prompt, UInt128[] marks)
    {
        if (prefixes is null || prompt.Length == 0) return;
        for (var i = 0; i < marks.Length; i++)
        {
            var end = (int)((((long)i + 1) * prompt.Length + marks.Length - 1) / marks.Length) - 1;
            var block = _shared[prompt[end]];
            if (block.Marks.Contains(marks[i]) || block.Marks.Count >= MaxMarks) continue;
            if (prefixes.Hold(marks[i])) block.Marks.Add(marks[i]);
        }
    }

    /// <summary>Everything is gone.</summary>
    public void Clear()
    {
        foreach (var block in _shared.Values) Unmark(block);
        _shared.Clear();
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
        Unmark(oldest.Value);
        _free++;
    }

    private void Unmark(Block block)
    {
        foreach (var mark in block.Marks) prefixes!.Release(mark);
        block.Marks.Clear();
    }

    private sealed class Block(ulong hash)
    {
        public ulong Hash => hash;

        public int Holders { get; set; }

        public List<UInt128> Marks { get; } = [];

        public LinkedListNode<Block>? Idle { get; set; }
    }
}
