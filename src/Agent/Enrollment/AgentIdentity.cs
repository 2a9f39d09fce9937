using Microsoft.Extensions.Logging;
using Xerotier.Agent.Tunnel;

namespace Xerotier.Agent.Enrollment;

/// <summary>
/// The agent's current tokens. A refresh writes the new ones to disk before anybody uses them: a crash in between
/// loses nothing, while the other order could lose the only rotation token.
/// </summary>
internal sealed partial class AgentIdentity(
    EnrollmentState state, EnrollmentFile file, EnrollmentClient client, AgentClock clock, ILogger<AgentIdentity> log)
    : IDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _refreshing = new(1);
    private volatile EnrollmentState _current = state;

    /// <summary>The tokens to use now.</summary>
    public EnrollmentState Current => _current;

    /// <summary>Replaces the tokens unless somebody already did since <paramref name="seen"/>.</summary>
    /// <exception cref="AgentFailure">The platform refused: this agent must enrol again.</exception>
    public async Task RefreshAsync(EnrollmentState seen, CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            if (!ReferenceEquals(seen, _current)) return;
            // Not cancellable once under way: an answer nobody waits for would be a rotation token lost.
            var reply = await client.RefreshAsync(seen.BaseUrl, seen.RotationToken, CancellationToken.None);
            if (reply.Tokens is not { } tokens)
            {
                throw new AgentFailure(
                    AgentExitCodes.TokenRefused,
                    $"The platform refused to renew this agent's token ({reply.Refusal}). It was removed, or its state "
                    + $"file was copied and used elsewhere. Delete {file.Path} and enrol again with a new join key.");
            }
            var next = Enroller.StateOf(seen.BaseUrl, tokens) with { TunnelUrl = seen.TunnelUrl };
            await SaveAsync(next, cancellationToken);
            _current = next;
            LogRefreshed(DateTimeOffset.FromUnixTimeSeconds(next.ExpiresAt));
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Refreshes well before each expiry, until cancelled.</summary>
    /// <exception cref="AgentFailure">The platform refused.</exception>
    public async Task KeepFreshAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(clock.Random, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        while (true)
        {
            var seen = _current;
            await Task.Delay(WaitFor(seen), clock.Time, cancellationToken);
            while (ReferenceEquals(seen, _current))
            {
                try
                {
                    await RefreshAsync(seen, cancellationToken);
                    backoff.Reset();
                }
                catch (Exception e) when (AgentHttp.IsTransient(e, cancellationToken))
                {
                    LogRefreshFailed(e.Message);
                    await Task.Delay(backoff.Next(), clock.Time, cancellationToken);
                }
            }
        }
    }

    public void Dispose() => _refreshing.Dispose();

    /// <summary>Between a half and three quarters of what is left, so that agents do not refresh in step.</summary>
    private TimeSpan WaitFor(EnrollmentState seen)
    {
        var left = DateTimeOffset.FromUnixTimeSeconds(seen.ExpiresAt) - clock.Time.GetUtcNow();
        var wait = left * (0.5 + (0.25 * clock.Random.NextDouble()));
        // Timers end at about 49 days; a token that lives longer is refreshed early.
        return TimeSpan.FromTicks(Math.Clamp(wait.Ticks, ShortestWait.Ticks, TimeSpan.FromDays(30).Ticks));
    }

    private async Task SaveAsync(EnrollmentState next, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(clock.Random, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                file.Save(next);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The old rotation token is spent, so giving up here would orphan the agent.
                LogSaveFailed(file.Path, e.Message);
                await Task.Delay(backoff.Next(), clock.Time, cancellationToken);
            }
        }
    }

    [LoggerMessage(1011, LogLevel.Information, "Token renewed, valid until {ExpiresAt:u}")]
    private partial void LogRefreshed(DateTimeOffset expiresAt);

    [LoggerMessage(1012, LogLevel.Warning, "Cannot renew the token yet: {Reason}")]
    private partial void LogRefreshFailed(string reason);

    [LoggerMessage(1013, LogLevel.Error, "Cannot write the new token to {Path}: {Reason}; free or repair the disk")]
    private partial void LogSaveFailed(string path, string reason);
}
