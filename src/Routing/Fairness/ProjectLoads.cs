using System.Runtime.InteropServices;

namespace Xerotier.Routing.Fairness;

/// <summary>Tokens that each project has in flight on each agent, as placed by one silo. Thread-safe.</summary>
public sealed class ProjectLoads
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<int, long>> _projects = new(StringComparer.Ordinal);

    /// <summary>Projects with anything in flight.</summary>
    public int ActiveProjects
    {
        get
        {
            lock (_gate)
            {
                return _projects.Count;
            }
        }
    }

    /// <summary>A project's request is placed on an agent.</summary>
    /// <param name="project">The project.</param>
    /// <param name="slot">The agent's slot in the prefix index.</param>
    /// <param name="tokens">Tokens reserved; 1 or more.</param>
    public void Add(string project, int slot, long tokens)
    {
        lock (_gate)
        {
            if (!_projects.TryGetValue(project, out Dictionary<int, long>? loads))
            {
                _projects.Add(project, loads = []);
            }

            CollectionsMarshal.GetValueRefOrAddDefault(loads, slot, out _) += tokens;
        }
    }

    /// <summary>Ends an <see cref="Add"/> of the same figures.</summary>
    public void Remove(string project, int slot, long tokens)
    {
        lock (_gate)
        {
            if (!_projects.TryGetValue(project, out Dictionary<int, long>? loads)
                || !loads.TryGetValue(slot, out long before))
            {
                return;
            }

            if (before > tokens)
            {
                loads[slot] = before - tokens;
            }
            else if (loads.Remove(slot) && loads.Count == 0)
            {
                _projects.Remove(project);
            }
        }
    }

    /// <summary>Writes what a project has in flight by slot; slots beyond the span are left out.</summary>
    internal void Read(string project, Span<long> tokens)
    {
        tokens.Clear();
        lock (_gate)
        {
            if (!_projects.TryGetValue(project, out Dictionary<int, long>? loads))
            {
                return;
            }

            foreach ((int slot, long inFlight) in loads)
            {
                if (slot < tokens.Length)
                {
                    tokens[slot] = inFlight;
                }
            }
        }
    }
}
