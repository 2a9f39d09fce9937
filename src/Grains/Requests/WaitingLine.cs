using System.Diagnostics.CodeAnalysis;

namespace Xerotier.Grains.Requests;

/// <summary>The order in which waiting requests get their turn: first come, first served. The one place that knows
/// the order.</summary>
internal sealed class WaitingLine
{
    private readonly LinkedList<WaitingTicket> _order = [];
    private readonly Dictionary<Guid, LinkedListNode<WaitingTicket>> _places = [];

    public int Count => _order.Count;

    /// <summary>Waiting tickets, the one whose turn is next first.</summary>
    public IEnumerable<WaitingTicket> InOrder => _order;

    public bool TryFind(Guid id, [NotNullWhen(true)] out WaitingTicket? ticket)
    {
        ticket = _places.GetValueOrDefault(id)?.Value;
        return ticket is not null;
    }

    public WaitingTicket Join(QueueTicket ticket)
    {
        LinkedListNode<WaitingTicket> place = _order.AddLast(new WaitingTicket(ticket));
        _places.Add(ticket.Id, place);
        return place.Value;
    }

    public void Leave(Guid id)
    {
        if (_places.Remove(id, out LinkedListNode<WaitingTicket>? place))
        {
            _order.Remove(place);
        }
    }

    /// <summary>Place of a ticket, 1 for the head; 0 when it is not in the line.</summary>
    public int PositionOf(Guid id)
    {
        int position = 0;
        for (LinkedListNode<WaitingTicket>? place = _places.GetValueOrDefault(id); place is not null; position++)
        {
            place = place.Previous;
        }

        return position;
    }
}
