using Xerotier.Agent;
using Xerotier.Agent.Backends;

namespace Xerotier.ApiHost.Demo;

/// <summary>The demo's agent: simulated, in this process, but enrolled and reached like any other.</summary>
internal sealed class DemoAgent(DemoFolder folder, DemoProject project, ILoggerFactory logs)
{
    /// <summary>Name under which it serves its model.</summary>
    public const string ServedModel = "simulated";

    /// <summary>Context window of the model in tokens.</summary>
    public const int ContextLength = 32_768;

    /// <summary>Starts the agent; one that the platform no longer knows enrols again.</summary>
    /// <returns>The agent, ready to serve.</returns>
    public async Task<AgentHost> StartAsync(Uri baseUrl, CancellationToken cancellationToken)
    {
        try
        {
            return await StartOnceAsync(baseUrl, cancellationToken);
        }
        catch (AgentFailure failure) when (failure.Exit.Code is AgentExitCodes.TokenRefused)
        {
            File.Delete(folder.AgentPath);
            return await StartOnceAsync(baseUrl, cancellationToken);
        }
    }

    private async Task<AgentHost> StartOnceAsync(Uri baseUrl, CancellationToken cancellationToken)
    {
        var options = new AgentOptions
        {
            BaseUrl = baseUrl,
            JoinKey = File.Exists(folder.AgentPath) ? null : await project.CreateJoinKeyAsync(cancellationToken),
            Name = "demo-agent",
            StateFile = folder.AgentPath,
            Backend = BackendKind.Simulated,
            DisableMetricsServer = true,
        };
        options.Simulated.Models = [ServedModel];
        options.Simulated.ContextLength = ContextLength;
        options.Models.Directory = folder.AgentModels;
        var agent = await AgentHost.StartAsync(options, logs, cancellationToken);
        var first = await Task.WhenAny(agent.Ready, agent.Completion).WaitAsync(cancellationToken);
        if (first == agent.Completion)
        {
            throw new AgentFailure(await agent.Completion);
        }

        return agent;
    }
}
