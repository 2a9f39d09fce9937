using System.CommandLine;

namespace Xerotier.Cli.CommandLine;

/// <summary>Runs commands, and turns what goes wrong into a message and an exit code.</summary>
internal sealed class CommandRunner(GlobalFlags flags, Func<string, string?> environment, CliConsole console)
{
    /// <summary>Environment variables.</summary>
    public Func<string, string?> Environment => environment;

    /// <summary>Where answers and messages go.</summary>
    public CliConsole Console => console;

    /// <summary>The flags of every command.</summary>
    public GlobalFlags Flags => flags;

    /// <summary>Lets a command run with a session.</summary>
    public void Run(Command command, Func<ParseResult, CliSession, CancellationToken, Task> act) =>
        RunLocally(command, async (parsed, cancellationToken) =>
        {
            var session = flags.Open(parsed, environment, console);
            using (session.Api)
            {
                await act(parsed, session, cancellationToken);
            }
        });

    /// <summary>Lets a command run that needs no platform.</summary>
    public void RunLocally(Command command, Func<ParseResult, CancellationToken, Task> act) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                await act(parsed, cancellationToken);
                return CliExitCodes.Done;
            }
            catch (CliException failure)
            {
                var writer = failure.ExitCode == CliExitCodes.Done ? console.Out : console.Error;
                await writer.WriteLineAsync(failure.Message);
                return failure.ExitCode;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await console.Error.WriteLineAsync("Interrupted.");
                return CliExitCodes.Interrupted;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                await console.Error.WriteLineAsync(failure.Message);
                return CliExitCodes.Usage;
            }
        });
}
