using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Prefixes;

/// <summary>
/// The prefix blocks, by the platform's hashes, that the agent's backends hold, and what of it the platform has not
/// been told yet. Reports are bounded; what does not fit goes with the next one. In quiet times blocks that are held
/// are reported again, one after the other, so that lost reports heal.
/// </summary>
internal sealed class HeldPrefixes(AgentClock clock)
{
    /// <summary>Blocks that are tracked at most; further ones are not reported.</summary>
    public const int Capacity = 1 << 18;

    /// <summary>Blocks of a report that say again what was said before.</summary>
    private const int Repeated = 64;

    private readonly Lock _lock = new();
    private readonly long _epoch = clock.Time.GetUtcNow().ToUnixTimeMilliseconds();
    private readonly Dictionary<UInt128, int> _holders = [];
    private readonly HashSet<UInt128> _news = [];
    private readonly Queue<UInt128> _newsOrder = [];
    private readonly HashSet<UInt128> _round = [];
    private readonly Queue<UInt128> _roundOrder = [];

    /// <summary>A backend holds a block; once more for each time it is held elsewhere too.</summary>
    /// <returns>Whether it is tracked, and so must be released.</returns>
    public bool Hold(UInt128 block)
    {
        lock (_lock)
        {
            if (!_holders.TryGetValue(block, out var count))
            {
                if (_holders.Count >= Capacity) return false;
                Note(block);
                if (_round.Add(block)) _roundOrder.Enqueue(block);
            }
            _holders[block] = count + 1;
            return true;
        }
    }

    /// <summary>A backend no longer holds a block.</summary>
    public void Release(UInt128 block)
    {
        lock (_lock)
        {
            if (_holders[block] > 1)
            {
                _holders[block]--;
                return;
            }
            _holders.Remove(block);
            Note(block);
        }
    }

    /// <summary>The next report; null when there is nothing to say.</summary>
    public PrefixReport? Take()
    {
        List<UInt128> held = [];
        List<UInt128> evicted = [];
        lock (_lock)
        {
            while (held.Count + evicted.Count < PrefixBlocks.MaxReported && _newsOrder.TryDequeue(out var block))
            {
                _news.Remove(block);
                (_holders.ContainsKey(block) ? held : evicted).Add(block);
            }
            Repeat(held, Math.Min(Repeated, PrefixBlocks.MaxReported - held.Count - evicted.Count));
        }
        return held.Count + evicted.Count == 0
            ? null
            : new PrefixReport(
                _epoch, PrefixBlocks.Encode(held.ToArray()), PrefixBlocks.Encode(evicted.ToArray()));
    }

    /// <summary>A report did not arrive: its blocks go with a later one.</summary>
    public void Return(PrefixReport report)
    {
        lock (_lock)
        {
            foreach (var text in (string[])[report.Held, report.Evicted])
            {
                PrefixBlocks.TryDecode(text, PrefixBlocks.MaxReported, out var blocks);
                foreach (var block in blocks) Note(block);
            }
        }
    }

    private void Note(UInt128 block)
    {
        if (!_news.Add(block)) return;
        _newsOrder.Enqueue(block);
        // While the platform is away; what is held is repeated later anyway.
        if (_newsOrder.Count > Capacity) _news.Remove(_newsOrder.Dequeue());
    }

    private void Repeat(List<UInt128> held, int count)
    {
        var told = held.ToHashSet();
        for (var left = Math.Min(count, _roundOrder.Count); left > 0; left--)
        {
            var block = _roundOrder.Dequeue();
            if (!_holders.ContainsKey(block))
            {
                _round.Remove(block);
                continue;
            }
            _roundOrder.Enqueue(block);
            if (told.Add(block)) held.Add(block);
        }
    }
}
