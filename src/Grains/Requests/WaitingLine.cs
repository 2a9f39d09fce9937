using System.Diagnostics.CodeAnalysis;
using Xerotier.Routing.Fairness;
using Xerotier.Routing.Tiers;

namespace Xerotier.Grains.Requests;

/// <summary>
/// Who waits for a model, in the order of turns: fair between projects by tokens, tiers as weights, first come, first
/// served within a project. A ticket whose turn it is counts as waiting until it leaves.
/// </summary>
/// <param name="capacity">Tickets that may wait.</param>
internal sealed class WaitingLine(int capacity)
{
    private readonly FairQueue<WaitingTicket> _queue = new(capacity);
    private readonly Dictionary<Guid, (WaitingTicket Ticket, FairTicket<WaitingTicket> Place)> _tickets = [];

    public int Count => _tickets.Count;

    /// <summary>All tickets, those whose turn it is too, in no order.</summary>
    public IEnumerable<WaitingTicket> All => _tickets.Values.Select(entry => entry.Ticket);

    /// <summary>Tickets that wait for their turn, the next first.</summary>
    public IEnumerable<WaitingTicket> InOrder => _queue.InOrder().Select(place => place.Item);

    public bool TryFind(Guid id, [NotNullWhen(true)] out WaitingTicket? ticket)
    {
        ticket = _tickets.GetValueOrDefault(id).Ticket;
        return ticket is not null;
    }

    /// <summary>Puts a ticket into the line; null when the line is full.</summary>
    public WaitingTicket? TryJoin(QueueTicket ticket)
    {
        var waiting = new WaitingTicket(ticket);
        int priority = ServiceTiers.TryFind(ticket.Tier, out ServiceTier? tier) ? tier.Priority : 1;
        if (_tickets.Count >= capacity
            || _queue.TryEnqueue(ticket.ProjectId, priority, ticket.Tokens, waiting) is not { } place)
        {
            return null;
        }

        _tickets.Add(ticket.Id, (waiting, place));
        return waiting;
    }

    /// <summary>Lets a ticket try; its project is charged.</summary>
    public void GiveTurn(WaitingTicket waiting, long news)
    {
        _queue.Serve(_tickets[waiting.Ticket.Id].Place);
        waiting.GiveTurn(news);
    }

    /// <summary>Its turn found no room: it is its project's first again, and not charged.</summary>
    public void TakeTurnBack(WaitingTicket waiting, DateTimeOffset notBefore)
    {
        _queue.Return(_tickets[waiting.Ticket.Id].Place);
        waiting.TakeTurnBack(notBefore);
    }

    public void Leave(Guid id)
    {
        if (_tickets.Remove(id, out (WaitingTicket Ticket, FairTicket<WaitingTicket> Place) entry))
        {
            _queue.Remove(entry.Place);
        }
    }

    /// <summary>Place of a ticket, 1 for the next and for one whose turn it is; 0 when it is not in the line.</summary>
    public int PositionOf(WaitingTicket waiting)
    {
        int position = 1;
        foreach (WaitingTicket other in InOrder)
        {
            if (ReferenceEquals(other, waiting))
            {
                return position;
            }

            position++;
        }

        return _tickets.ContainsKey(waiting.Ticket.Id) ? 1 : 0;
    }
}
