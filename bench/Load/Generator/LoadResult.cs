namespace Xerotier.Load.Generator;

/// <summary>What all clients of a run saw together.</summary>
/// <param name="Times">From request to the end of the answer.</param>
/// <param name="FirstBytes">See <see cref="AnswerText.FirstBytes"/>.</param>
/// <param name="Gaps">See <see cref="AnswerText.Gaps"/>.</param>
/// <param name="RequestsPerSecond">Answers a second.</param>
/// <param name="CpuPer1000">Processor seconds of the gateway for 1,000 requests.</param>
/// <param name="Failed">Requests that had no good answer.</param>
/// <param name="Reason">Why one of them failed.</param>
internal sealed record LoadResult(
    Percentiles Times,
    Percentiles FirstBytes,
    Percentiles Gaps,
    double RequestsPerSecond,
    double CpuPer1000,
    int Failed,
    string? Reason)
{
    public static LoadResult Sum(IReadOnlyCollection<ClientResult> clients, TimeSpan duration, double cpuSeconds)
    {
        var (times, firstBytes, gaps) = (new Samples(), new Samples(), new Samples());
        foreach (var client in clients)
        {
            times.Add(client.Times);
            firstBytes.Add(client.FirstBytes);
            gaps.Add(client.Gaps);
        }

        int served = clients.Sum(client => client.Served);
        return new LoadResult(
            times.Percentiles(),
            firstBytes.Percentiles(),
            gaps.Percentiles(),
            served / duration.TotalSeconds,
            cpuSeconds * 1000 / served,
            clients.Sum(client => client.Failed),
            clients.Select(client => client.Reason).FirstOrDefault(reason => reason is not null));
    }
}
