using Xerotier.Faults.Processes;

namespace Xerotier.Faults.Faults;

/// <summary>Something bad that happens to an installation under load.</summary>
/// <param name="Name">Its row in the table.</param>
/// <param name="Victim">Whether it happens to the first agent, rather than to the server or to nobody.</param>
/// <param name="Strike">Does it; the answer undoes it at the end.</param>
internal sealed record Fault(
    string Name, bool Victim, Func<Installation, CancellationToken, Task<IDisposable?>> Strike)
{
    private static readonly TimeSpan SlowStop = TimeSpan.FromMilliseconds(90);
    private static readonly TimeSpan SlowRun = TimeSpan.FromMilliseconds(10);

    /// <summary>All of them, in the order of the table.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("none", false, (_, _) => Nothing),
        new("kill", true, async (installation, _) =>
        {
            await installation.Agents[0].Process.KillAsync();
            return null;
        }),
        new("hang", true, (installation, _) =>
        {
            var agent = installation.Agents[0].Process;
            agent.Stop();
            return Task.FromResult<IDisposable?>(new Undo(agent.Continue));
        }),
        new("slow", true, (installation, _) =>
            Task.FromResult<IDisposable?>(new Slowdown(installation.Agents[0].Process, SlowStop, SlowRun))),
        new("cut", true, (installation, _) =>
        {
            installation.Agents[0].Relay.Cut();
            return Nothing;
        }),
        new("restart", false, async (installation, cancellationToken) =>
        {
            await installation.Host.KillAsync();
            await installation.StartHostAsync(cancellationToken);
            return null;
        }),
    ];

    private static Task<IDisposable?> Nothing => Task.FromResult<IDisposable?>(null);

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
