namespace Xerotier.Agent;

/// <summary>Exit codes of the agent's process.</summary>
public static class AgentExitCodes
{
    /// <summary>It was asked to stop and did.</summary>
    public const int Stopped = 0;

    /// <summary>Something unforeseen.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The platform refused the join key, or there is none.</summary>
    public const int EnrollmentRefused = 3;

    /// <summary>The platform no longer knows this agent: enrol again.</summary>
    public const int TokenRefused = 4;

    /// <summary>The platform could not be reached in time.</summary>
    public const int Unreachable = 5;

    /// <summary>The state file cannot be read or written.</summary>
    public const int StateFile = 6;
}
