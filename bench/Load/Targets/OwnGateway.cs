using System.Globalization;
using System.Net;
using Xerotier.Load.Processes;

namespace Xerotier.Load.Targets;

/// <summary>
/// Our server, all in one process, and one agent in front of the stand-in; both are the released programs with
/// everything on. The agent is the platform's and reached directly, or dials out.
/// </summary>
/// <param name="tunnelled">Whether the agent dials out.</param>
internal sealed class OwnGateway(bool tunnelled) : IGateway
{
    public const string DirectColumn = "xerotier";
    public const string TunnelColumn = "xerotier-tunnel";

    private const string AdminToken = "xadm_bench-only-0123456789";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private ChildProcess? _host;
    private ChildProcess? _agent;

    public string Name => tunnelled ? TunnelColumn : DirectColumn;

    public async Task<Target> StartAsync(Uri upstream, string directory, CancellationToken cancellationToken)
    {
        var url = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        _host = ChildProcess.Start(
            "host", directory, "dotnet",
            [Programs.Ours("ApiHost", "xerotier.dll"), "--urls", url.AbsoluteUri, "--data", directory + "/data"],
            new Dictionary<string, string> { ["XEROTIER_ADMIN_TOKEN"] = AdminToken });
        await _host.AnswersAsync(new Uri(url, "/healthz"), StartTimeout, cancellationToken);

        using var platform = new Platform(url, AdminToken);
        string model = tunnelled ? "bench-tunnel" : "bench-direct";
        string joinKey = await platform.CreateJoinKeyAsync(cancellationToken);
        _agent = ChildProcess.Start(
            "agent", directory, "dotnet", AgentArguments(url, upstream, joinKey, model, directory));
        var lanes = await platform.CreateLanesAsync(model, cancellationToken);
        await platform.ServesAsync(lanes[0], StartTimeout, _agent.Tail, cancellationToken);
        return new Target(
            Name, new IPEndPoint(IPAddress.Loopback, url.Port), lanes, new ProcessFigures(_host.Id, _agent.Id));
    }

    public async ValueTask DisposeAsync()
    {
        if (_agent is not null) await _agent.DisposeAsync();
        if (_host is not null) await _host.DisposeAsync();
    }

    private List<string> AgentArguments(Uri url, Uri upstream, string joinKey, string model, string directory)
    {
        List<string> arguments =
        [
            Programs.Ours("Agent", "xerotier-xim-agent.dll"), "run", "--join-key", joinKey,
            "--base-url", url.AbsoluteUri, "--state-file", Path.Combine(directory, "agent.json"),
            "--backend", "openai", "--backend-url", upstream.AbsoluteUri, "--model", model,
            "--max-concurrent", "4096", "--disable-metrics-server", "--log-level", "warning",
        ];
        if (!tunnelled)
        {
            string address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Ports.Free()}");
            arguments.AddRange(["--listen", address, "--direct-url", "http://" + address]);
        }

        return arguments;
    }
}
