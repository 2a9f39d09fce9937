using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Workers;

namespace Xerotier.RoutingSim.Workloads;

/// <summary>
/// The set-ups of "Fairness in Serving Large Language Models" (VTC, OSDI 2024): one worker, several clients.
/// </summary>
internal static class FairnessWorkload
{
    private const int Minutes = 10;
    private const int Clients = 27;
    private const int RequestsPerMinute = 210;

    private static readonly WorkerModel Model = new()
    {
        PrefillRate = 4_000,
        StepMs = 22.5,
        SequenceMs = 0.4,
        KvTokens = 10_000,
        ReserveOutput = true,
    };

    /// <summary>
    /// Figure 3: 90 and 180 requests a minute, evenly spaced, 256 tokens in, 256 out; both overload it.
    /// </summary>
    public static Workload TwoClients(WorkloadSettings settings, ulong seed)
    {
        var random = new Xoshiro256(seed);
        var arrivals = new List<(double AtMs, int Client)>();
        foreach (var (client, perMinute) in new[] { (0, 90), (1, 180) })
        {
            double gap = 60_000.0 / perMinute;
            double offset = random.NextDouble() * gap;
            for (int i = 0; i < perMinute * Minutes; i++) arrivals.Add((offset + (i * gap), client));
        }

        arrivals.Sort();
        var builder = new WorkloadBuilder("vtc");
        foreach (var (at, client) in arrivals) builder.Add(at, 256, 256, client);
        return builder.Build(settings.Fleet(1, Model), 0, settings.Load, clients: 2);
    }

    /// <summary>
    /// Stands in for the paper's trace of 27 clients, which its authors lost: 210 requests a minute, rates that fall
    /// with the rank (Zipf, exponent 1), lengths as in LMSYS-Chat (means 136 in and 256 out); a client sends in
    /// stretches of about two minutes and pauses for as long.
    /// </summary>
    public static Workload ManyClients(WorkloadSettings settings, ulong seed)
    {
        var random = new Xoshiro256(seed);
        double shares = Enumerable.Range(1, Clients).Sum(rank => 1.0 / rank);
        var arrivals = new List<(double AtMs, int Client)>();
        for (int client = 0; client < Clients; client++)
        {
            double perMinute = RequestsPerMinute / shares / (client + 1);
            double at = random.Exponential(60_000);
            while (at < Minutes * 60_000)
            {
                double until = Math.Min(Minutes * 60_000, at + random.Exponential(120_000));
                for (; at < until; at += random.Exponential(30_000 / perMinute)) arrivals.Add((at, client));
                at += random.Exponential(120_000);
            }
        }

        arrivals.Sort();
        var builder = new WorkloadBuilder("clients-27");
        foreach (var (at, client) in arrivals)
        {
            builder.Add(
                at, random.LogNormal(136, 1, 2, 1_024), random.LogNormal(256, 0.9, 2, 1_024), client);
        }

        return builder.Build(settings.Fleet(1, Model), 0, settings.Load, clients: Clients);
    }
}
