using Xerotier.Routing.Fairness;

namespace Xerotier.RoutingSim.Simulation;

/// <content>Requests that wait at the router for room, fairly between projects.</content>
internal sealed partial class FleetSimulation
{
    private const int Priority = 10;
    private const int MaxWaiting = 1_000_000;

    private readonly FairQueue<int> _waiting = new(MaxWaiting);
    private readonly Queue<(double AtMs, FairTicket<int> Ticket)> _deadlines = new();
    private readonly string[] _projects;

    private string ProjectOf(int request) => _work.Client is null ? "" : _projects[_work.Client[request]];

    private long ServiceOf(int request, double output) =>
        (long)((_options.InputWeight * _work.Input[request]) + (_options.OutputWeight * output));

    private void Enqueue(int request, long charge)
    {
        var ticket = _waiting.TryEnqueue(ProjectOf(request), Priority, charge, request);
        if (ticket is null)
        {
            Reject();
            return;
        }

        if (_options.QueueLimitMs > 0) _deadlines.Enqueue((_nowMs + _options.QueueLimitMs, ticket));
    }

    private void ServeWaiting()
    {
        while (_waiting.TryPeek(out var ticket) && TryPlace(ticket.Item)) _waiting.TryDequeue(out _);
    }

    private void GiveUp()
    {
        if (_waiting.Remove(_deadlines.Dequeue().Ticket)) Reject();
    }
}
