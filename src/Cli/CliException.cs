namespace Xerotier.Cli;

/// <summary>Ends a command with a message that a person can act on.</summary>
/// <param name="exitCode">See <see cref="CliExitCodes"/>.</param>
/// <param name="message">What is wrong and what to do about it.</param>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    /// <summary>The exit code of the process.</summary>
    public int ExitCode => exitCode;
}
