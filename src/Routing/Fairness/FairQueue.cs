using System.Diagnostics.CodeAnalysis;

namespace Xerotier.Routing.Fairness;

/// <summary>
/// Requests that wait for room, served by virtual token counters (Sheng et al., "Fairness in Serving Large Language
/// Models", OSDI 2024): each project's counter grows by tokens served / (tier priority / 10), and the project with
/// the smallest counter goes next. A project that returns is lifted to the smallest counter of those that wait, so
/// nobody saves up credit by staying away, and while several wait their counters never drift further apart than one
/// large request. Within a project first come, first served. Not thread-safe.
/// </summary>
/// <typeparam name="T">What waits.</typeparam>
/// <param name="capacity">Requests that may wait; 1 or more.</param>
public sealed class FairQueue<T>(int capacity)
{
    /// <summary>Priority at which a token counts as one.</summary>
    private const double UnitPriority = 10;

    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);

    /// <summary>The smallest counter among those that waited when one was last served.</summary>
    private double _floor;

    /// <summary>Requests that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Puts a request into the line of its project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="priority">Priority of its tier; 1 or more.</param>
    /// <param name="tokens">Tokens charged when it is served; 0 or more.</param>
    /// <param name="item">What waits.</param>
    /// <returns>Its ticket; null when the queue is full.</returns>
    public FairTicket<T>? TryEnqueue(string project, int priority, long tokens, T item)
    {
        if (Count >= capacity)
        {
            return null;
        }

        Line line = LineOf(project);
        if (line.Waiting.Count == 0)
        {
            line.Counter = Math.Max(line.Counter, LeastActive() ?? _floor);
        }

        var ticket = new FairTicket<T>(project, priority, tokens, item);
        line.Waiting.AddLast(ticket);
        Count++;
        return ticket;
    }

    /// <summary>Whose turn it is, without serving it.</summary>
    public bool TryPeek([NotNullWhen(true)] out FairTicket<T>? ticket)
    {
        ticket = Next()?.Waiting.First!.Value;
        return ticket is not null;
    }

    /// <summary>Takes out whose turn it is and charges its project.</summary>
    public bool TryDequeue([NotNullWhen(true)] out FairTicket<T>? ticket)
    {
        ticket = null;
        if (Next() is not { } line)
        {
            return false;
        }

        _floor = line.Counter;
        ticket = line.Waiting.First!.Value;
        line.Waiting.RemoveFirst();
        Count--;
        Charge(ticket.Project, ticket.Priority, ticket.Tokens);
        Prune();
        return true;
    }

    /// <summary>
    /// Everybody who waits, in the order in which they would be served if nobody else came. Do not change the queue
    /// while going through it. Allocates.
    /// </summary>
    public IEnumerable<FairTicket<T>> InOrder()
    {
        var heads = new PriorityQueue<LinkedListNode<FairTicket<T>>, double>();
        foreach (Line line in _lines.Values)
        {
            if (line.Waiting.First is { } first)
            {
                heads.Enqueue(first, line.Counter);
            }
        }

        while (heads.TryDequeue(out LinkedListNode<FairTicket<T>>? head, out double counter))
        {
            yield return head.Value;
            if (head.Next is { } next)
            {
                heads.Enqueue(next, counter + CostOf(head.Value.Priority, head.Value.Tokens));
            }
        }
    }

    /// <summary>Takes out a request that need not be the next one, because the next has no use for the room, and
    /// charges its project.</summary>
    /// <returns>Whether it waited.</returns>
    public bool Serve(FairTicket<T> ticket)
    {
        if (!_lines.TryGetValue(ticket.Project, out Line? line) || !line.Waiting.Remove(ticket))
        {
            return false;
        }

        Count--;
        _floor = Math.Max(_floor, Math.Min(line.Counter, LeastActive() ?? line.Counter));
        Charge(ticket.Project, ticket.Priority, ticket.Tokens);
        Prune();
        return true;
    }

    /// <summary>Undoes <see cref="Serve"/>: there was no room after all. The request is its project's first again, also
    /// beyond the queue's capacity.</summary>
    public void Return(FairTicket<T> ticket)
    {
        LineOf(ticket.Project).Waiting.AddFirst(ticket);
        Count++;
        Charge(ticket.Project, ticket.Priority, -ticket.Tokens);
    }

    /// <summary>Takes a request out of the queue uncharged: it was cancelled or timed out.</summary>
    /// <returns>Whether it waited.</returns>
    public bool Remove(FairTicket<T> ticket)
    {
        if (!_lines.TryGetValue(ticket.Project, out Line? line) || !line.Waiting.Remove(ticket))
        {
            return false;
        }

        Count--;
        Prune();
        return true;
    }

    /// <summary>
    /// Charges a project for tokens served beyond those of its ticket; negative gives back what was charged too much.
    /// </summary>
    public void Charge(string project, int priority, long tokens) =>
        LineOf(project).Counter += CostOf(priority, tokens);

    /// <summary>A project's virtual counter; 0 for one that is not remembered.</summary>
    public double CounterOf(string project) => _lines.TryGetValue(project, out Line? line) ? line.Counter : 0;

    private static double CostOf(int priority, long tokens) => tokens * UnitPriority / Math.Max(1, priority);

    private Line LineOf(string project)
    {
        if (!_lines.TryGetValue(project, out Line? line))
        {
            _lines.Add(project, line = new Line { Counter = _floor });
        }

        return line;
    }

    private Line? Next()
    {
        Line? next = null;
        foreach (Line line in _lines.Values)
        {
            if (line.Waiting.Count > 0 && (next is null || line.Counter < next.Counter))
            {
                next = line;
            }
        }

        return next;
    }

    private double? LeastActive() => Next()?.Counter;

    /// <summary>Forgets projects that do not wait and whose counter would be lifted anyway.</summary>
    private void Prune()
    {
        foreach ((string project, Line line) in _lines)
        {
            if (line.Waiting.Count == 0 && line.Counter <= _floor)
            {
                _lines.Remove(project);
            }
        }
    }

    private sealed class Line
    {
        public LinkedList<FairTicket<T>> Waiting { get; } = new();

        public double Counter { get; set; }
    }
}
