using Orleans.Runtime;

namespace Xerotier.Grains.Fleet;

/// <summary>
/// The durable list of who belongs to a fleet. A write is the whole list, so changes are gathered and written together,
/// one write at a time: a thousand agents that enrol at once cost a few writes and not a thousand growing ones.
/// </summary>
internal sealed class Roster(IPersistentState<FleetState> store)
{
    private readonly Dictionary<Guid, RosterEntry> _entries =
        store.State.Agents.ToDictionary(entry => entry.AgentId);

    private Task _writing = Task.CompletedTask;

    public IEnumerable<RosterEntry> Entries => _entries.Values;

    /// <summary>Whether something is not written yet.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Takes what an agent says of itself.</summary>
    public void Note(RosterEntry entry)
    {
        if (!_entries.TryGetValue(entry.AgentId, out RosterEntry? known) || !known.SaysTheSameAs(entry))
        {
            _entries[entry.AgentId] = entry;
            IsChanged = true;
        }
    }

    public void Remove(Guid agentId) => IsChanged |= _entries.Remove(agentId);

    /// <summary>Completes when every change up to now is durable; fails when it cannot be written.</summary>
    public async Task SaveAsync()
    {
        if (!_writing.IsCompleted)
        {
            await _writing.ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        if (IsChanged && _writing.IsCompleted)
        {
            _writing = WriteAsync();
        }

        await _writing;
    }

    private async Task WriteAsync()
    {
        IsChanged = false;
        RosterEntry[] entries = [.. _entries.Values];
        try
        {
            await store.CommitAsync(state => state.Agents = entries);
        }
        catch
        {
            IsChanged = true;
            throw;
        }
    }
}
