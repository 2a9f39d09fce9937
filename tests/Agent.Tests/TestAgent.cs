using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xerotier.Agent.Backends;
using Xerotier.Agent.Backends.Simulated;

namespace Xerotier.Agent.Tests;

/// <summary>Options for agents under test: instant, with a state file of their own, without a metrics port.</summary>
internal sealed class TestAgent : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("xerotier-agent-");

    public TestAgent(TestPlatform platform) => Options = new AgentOptions
    {
        Models = { Directory = Path.Combine(_directory.FullName, "models") },
        BaseUrl = platform.BaseUrl,
        JoinKey = TestPlatform.JoinKey,
        Name = "tested",
        StateFile = Path.Combine(_directory.FullName, "state", "enrollment.json"),
        DisableMetricsServer = true,
        Backend = BackendKind.Simulated,
        Simulated = Instant(),
        EnrollTimeout = TimeSpan.Zero,
    };

    public AgentOptions Options { get; }

    /// <summary>Where the agent keeps its state.</summary>
    public string Directory => _directory.FullName;

    public AgentHost? Host { get; private set; }

    public static SimulatedOptions Instant() => new()
    {
        PrefillMsPerToken = 0,
        DecodeMsPerStep = 0,
        DecodeMsPerSequence = 0,
        LoadTime = TimeSpan.Zero,
    };

    /// <summary>Takes hours for each token: requests run until they are cancelled.</summary>
    public static SimulatedOptions Endless() => new() { PrefillMsPerToken = 0, DecodeMsPerStep = 10_000 };

    public async Task<AgentHost> StartAsync(ILoggerFactory? logs = null) =>
        Host = await AgentHost.StartAsync(Options, logs ?? NullLoggerFactory.Instance).Within("the agent's start");

    public async ValueTask DisposeAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
