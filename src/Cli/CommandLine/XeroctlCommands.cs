using System.CommandLine;

namespace Xerotier.Cli.CommandLine;

/// <summary>The command line of <c>xeroctl</c>.</summary>
internal static class XeroctlCommands
{
    /// <summary>Parses and runs a command line.</summary>
    /// <returns>The process's exit code, see <see cref="CliExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(
        IReadOnlyList<string> arguments,
        Func<string, string?> environment,
        CliConsole console,
        CancellationToken cancellationToken)
    {
        var invocation = new InvocationConfiguration { Output = console.Out, Error = console.Error };
        var parsed = Build(environment, console).Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }

        foreach (var error in parsed.Errors)
        {
            await console.Error.WriteLineAsync(error.Message);
        }

        await console.Error.WriteLineAsync("See --help.");
        return CliExitCodes.Usage;
    }

    private static RootCommand Build(Func<string, string?> environment, CliConsole console)
    {
        var flags = new GlobalFlags();
        var runner = new CommandRunner(flags, environment, console);
        var root = new RootCommand("Works with a project of a Xerotier platform.")
        {
            ModelCommands.Build(runner),
            UploadCommands.Build(runner),
            UploadCommands.BuildList(runner),
            ConfigCommands.Build(runner),
            StatusCommand.Build(runner),
        };
        flags.AddTo(root);
        return root;
    }
}
