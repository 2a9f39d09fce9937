namespace Xerotier.Faults.Processes;

/// <summary>An agent and what stands between it and the server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Process">Its process.</param>
/// <param name="Relay">What its connections go through.</param>
internal sealed record BenchAgent(string Name, ProductProcess Process, TcpRelay Relay) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Relay.Dispose();
    }
}
