using System.Diagnostics;
using System.Globalization;
using System.Net;
using Xerotier.Load.Processes;
using Xerotier.Load.Targets;

namespace Xerotier.Benchmarks.Requests;

/// <summary>Gives <see cref="Partner"/> its orders.</summary>
internal sealed class PartnerProcess : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private PartnerProcess(Process process, int agentPort)
    {
        _process = process;
        AgentUrl = new Uri($"http://127.0.0.1:{agentPort}/");
    }

    /// <summary>Where it answers over plain HTTP/2.</summary>
    public Uri AgentUrl { get; }

    public static async Task<PartnerProcess> StartAsync()
    {
        int port = Ports.Free();
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(PartnerProcess).Assembly.Location, Partner.Command, port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var partner = new PartnerProcess(Process.Start(start)!, port);
        await partner.AnswerAsync();
        return partner;
    }

    /// <summary>Has it send plain requests, a few at a time, and waits for the last answer.</summary>
    public Task SendAsync(int count, IPEndPoint address, Lane lane) => OrderAsync("plain", count, address, lane);

    /// <summary>Has it open streams and waits until each has begun.</summary>
    public Task OpenStreamsAsync(int count, IPEndPoint address, Lane lane) =>
        OrderAsync("streams", count, address, lane);

    /// <summary>Has it hang up on its streams.</summary>
    public Task CloseStreamsAsync() => OrderAsync("close");

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private Task OrderAsync(string what, int count, IPEndPoint address, Lane lane) => OrderAsync(
        $"{what} {count} {address} {lane.Path} {lane.Headers[0]["Authorization: Bearer ".Length..]}");

    private async Task OrderAsync(string order)
    {
        await _process.StandardInput.WriteLineAsync(order);
        await AnswerAsync();
    }

    private async Task AnswerAsync()
    {
        if (await _process.StandardOutput.ReadLineAsync().WaitAsync(Deadline) is null)
        {
            throw new InvalidOperationException("The other process has ended.");
        }
    }
}
