using Xerotier.Faults.Processes;

namespace Xerotier.Faults.Faults;

/// <summary>Something bad that happens to an installation under load.</summary>
/// <param name="Name">Its row in the table.</param>
/// <param name="Strike">Does it, to the agent with most requests if to any; the answer undoes it at the end.</param>
internal sealed record Fault(string Name, Func<Installation, BenchAgent, CancellationToken, Task<IDisposable?>> Strike)
{
    /// <summary>All of them, in the order of the table.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("none", (_, _, _) => Nothing),
        new("kill", async (_, agent, _) =>
        {
            await agent.Process.KillAsync();
            return null;
        }),
        new("hang", (_, agent, _) =>
        {
            agent.Process.Stop();
            return Task.FromResult<IDisposable?>(new Undo(agent.Process.Continue));
        }),
        new("slow", (_, agent, _) =>
        {
            agent.Relay.IsSlow = true;
            return Nothing;
        }),
        new("cut", (_, agent, _) =>
        {
            agent.Relay.Cut();
            return Nothing;
        }),
        new("restart", async (installation, _, cancellationToken) =>
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
