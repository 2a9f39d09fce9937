using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Reminders;

/// <summary>When reminders are due next.</summary>
internal sealed class ReminderSchedule
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(GrainId Grain, string Name), Plan> _plans = [];
    private readonly PriorityQueue<Plan, DateTime> _due = new();
    private long _changes;

    /// <summary>Counts single changes, so that a list that was read before one is not taken for the truth.</summary>
    public long Changes
    {
        get
        {
            lock (_lock) return _changes;
        }
    }

    /// <summary>Plans one reminder anew.</summary>
    public void Set(ReminderEntry entry, DateTime now)
    {
        lock (_lock)
        {
            _changes++;
            Add(entry, now);
        }
    }

    public void Remove(GrainId grain, string name)
    {
        lock (_lock)
        {
            _changes++;
            _plans.Remove((grain, name));
        }
    }

    /// <summary>
    /// Plans exactly <paramref name="entries"/>, which were read when <see cref="Changes"/> was
    /// <paramref name="changes"/>; false, and nothing is planned, if there were changes since.
    /// </summary>
    public bool TryReplace(IEnumerable<ReminderEntry> entries, DateTime now, long changes)
    {
        lock (_lock)
        {
            if (_changes != changes) return false;
            var old = new Dictionary<(GrainId Grain, string Name), Plan>(_plans);
            _plans.Clear();
            _due.Clear();
            foreach (var entry in entries)
            {
                var key = (entry.GrainId, entry.ReminderName);
                if (old.TryGetValue(key, out var plan) && plan.Entry.ETag == entry.ETag) Enqueue(key, plan, plan.At);
                else Add(entry, now);
            }

            return true;
        }
    }

    /// <summary>The reminders that are due; each is planned for its next time.</summary>
    public IReadOnlyList<ReminderEntry> TakeDue(DateTime now)
    {
        lock (_lock)
        {
            var due = new List<ReminderEntry>();
            while (_due.TryPeek(out var plan, out var at) && at <= now)
            {
                _due.Dequeue();
                var key = (plan.Entry.GrainId, plan.Entry.ReminderName);
                if (!_plans.TryGetValue(key, out var current) || !ReferenceEquals(current, plan)) continue;
                due.Add(plan.Entry);
                Enqueue(key, plan, NextAfter(plan.Entry, now));
            }

            return due;
        }
    }

    // A reminder whose time passed while nobody looked is due at its next regular time, not once for each missed one.
    private static DateTime NextAfter(ReminderEntry entry, DateTime now)
    {
        if (now <= entry.StartAt) return entry.StartAt;
        var periods = ((now - entry.StartAt).Ticks / entry.Period.Ticks) + 1;
        return entry.StartAt + TimeSpan.FromTicks(periods * entry.Period.Ticks);
    }

    private void Add(ReminderEntry entry, DateTime now) =>
        Enqueue((entry.GrainId, entry.ReminderName), new(entry), NextAfter(entry, now));

    private void Enqueue((GrainId Grain, string Name) key, Plan plan, DateTime at)
    {
        plan.At = at;
        _plans[key] = plan;
        _due.Enqueue(plan, at);
    }

    private sealed class Plan(ReminderEntry entry)
    {
        public ReminderEntry Entry { get; } = entry;

        public DateTime At { get; set; }
    }
}
