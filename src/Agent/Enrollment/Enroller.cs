using System.Reflection;
using Microsoft.Extensions.Logging;
using Xerotier.Agent.Tunnel;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Enrollment;

/// <summary>Turns a join key into an enrolment on disk.</summary>
internal sealed partial class Enroller(
    AgentOptions options, EnrollmentFile file, EnrollmentClient client, AgentClock clock, ILogger<Enroller> log)
{
    private static readonly string Version =
        typeof(Enroller).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    /// <summary>The enrolment on disk, or a new one by the join key.</summary>
    /// <exception cref="AgentFailure">There is neither, or the platform refuses or cannot be reached.</exception>
    public async Task<EnrollmentState> EnsureAsync(CancellationToken cancellationToken)
    {
        var state = file.Load();
        if (state is null) return await EnrollAsync(cancellationToken);
        if (options.BaseUrl is null || options.BaseUrl == state.BaseUrl) return state;
        // The platform moved: identity and tokens stay valid, the addresses do not.
        return state with { BaseUrl = options.BaseUrl, TunnelUrl = TunnelUrlOf(options.BaseUrl) };
    }

    /// <summary>Enrols by the join key and replaces the state file.</summary>
    /// <exception cref="AgentFailure">The platform refuses or cannot be reached.</exception>
    public async Task<EnrollmentState> EnrollAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(options.JoinKey))
        {
            throw new AgentFailure(
                AgentExitCodes.EnrollmentRefused,
                $"This agent is not enrolled: there is no state file at {file.Path}. Create a join key and pass it as "
                + "--join-key or XEROTIER_AGENT_JOIN_KEY.");
        }
        var baseUrl = options.BaseUrl ?? throw new AgentFailure(
            AgentExitCodes.Usage, "Enrolment needs the platform's URL: --base-url or XEROTIER_ROUTER_URL.");

        // A state file that cannot be written must not cost the single-use key.
        EnsureWritable();
        var reply = await AskAsync(baseUrl, cancellationToken);
        if (reply.Tokens is not { } tokens)
        {
            throw new AgentFailure(
                AgentExitCodes.EnrollmentRefused,
                $"The platform refused the join key ({reply.Refusal}). Join keys work once and for at most an hour: "
                + "create a new one.");
        }
        var state = StateOf(baseUrl, tokens);
        file.Save(state);
        LogEnrolled(state.AgentId, baseUrl, file.Path);
        return state;
    }

    internal static EnrollmentState StateOf(Uri baseUrl, EnrollResponse tokens) => new(
        baseUrl,
        tokens.AgentId,
        tokens.Token,
        tokens.ExpiresAt,
        tokens.RotationToken,
        tokens.HeartbeatIntervalSeconds,
        new Uri(tokens.TunnelUrl));

    private static Uri TunnelUrlOf(Uri baseUrl) => new UriBuilder(new Uri(baseUrl, AgentProtocol.TunnelPath))
    {
        Scheme = baseUrl.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
    }.Uri;

    private void EnsureWritable()
    {
        try
        {
            file.CheckWritable();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AgentFailure(
                AgentExitCodes.StateFile,
                $"The state file {file.Path} cannot be written ({e.Message}). Choose another with --state-file.");
        }
    }

    private async Task<TokenReply> AskAsync(Uri baseUrl, CancellationToken cancellationToken)
    {
        var request = new EnrollRequest(
            options.JoinKey, options.Name, Version, options.Accelerators, options.MaxConcurrentRequests,
            options.DirectUrl?.ToString());
        var backoff = new Backoff(clock.Random);
        var started = clock.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await client.EnrollAsync(baseUrl, request, cancellationToken);
            }
            catch (Exception e) when (AgentHttp.IsTransient(e, cancellationToken))
            {
                if (clock.Time.GetElapsedTime(started) >= options.EnrollTimeout)
                {
                    throw new AgentFailure(
                        AgentExitCodes.Unreachable,
                        $"The platform at {baseUrl} cannot be reached ({e.Message}). Check --base-url and the "
                        + "network.");
                }
                LogUnreachable(baseUrl, e.Message);
                await Task.Delay(backoff.Next(), clock.Time, cancellationToken);
            }
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "Enrolled as {AgentId} at {BaseUrl}; state is in {Path}")]
    private partial void LogEnrolled(Guid agentId, Uri baseUrl, string path);

    [LoggerMessage(1002, LogLevel.Warning, "Cannot enrol at {BaseUrl} yet: {Reason}")]
    private partial void LogUnreachable(Uri baseUrl, string reason);
}
