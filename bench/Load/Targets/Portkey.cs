using System.Globalization;
using System.Net;
using Xerotier.Load.Processes;

namespace Xerotier.Load.Targets;

/// <summary>Portkey's gateway, the LLM gateway that installs anywhere npm does.</summary>
internal sealed class Portkey : IGateway
{
    public const string Column = "portkey";

    private ChildProcess? _process;

    public string Name => Column;

    public async Task<Target> StartAsync(Uri upstream, string directory, CancellationToken cancellationToken)
    {
        string script = await Programs.PortkeyAsync(cancellationToken);
        int port = Ports.Free();
        _process = ChildProcess.Start(
            "portkey", directory, "node",
            [script, "--headless", "--port=" + port.ToString(CultureInfo.InvariantCulture)],
            new Dictionary<string, string> { ["NODE_ENV"] = "production" });
        await _process.AnswersAsync(
            new Uri($"http://127.0.0.1:{port}/"), TimeSpan.FromSeconds(30), cancellationToken);
        var lane = new Lane(
            "/v1",
            "Authorization: Bearer none",
            "x-portkey-provider: openai",
            $"x-portkey-custom-host: http://127.0.0.1:{upstream.Port}/v1");
        return new Target(
            Name, new IPEndPoint(IPAddress.Loopback, port), [lane], new ProcessFigures(_process.Id));
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? default;
}
