using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace Xerotier.Agent.CommandLine;

/// <summary>The command line: <c>enroll</c> and <c>run</c>.</summary>
internal static class AgentCommands
{
    /// <summary>Parses and runs a command line.</summary>
    /// <returns>The process's exit code, see <see cref="AgentExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(
        IReadOnlyList<string> arguments,
        Func<string, string?> environment,
        Func<AgentOptions, ILoggerFactory, CancellationToken, Task<AgentExit>> run,
        InvocationConfiguration invocation,
        CancellationToken cancellationToken)
    {
        var parsed = Build(environment, run).Parse(arguments);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(invocation, cancellationToken);
        foreach (var error in parsed.Errors) await invocation.Error.WriteLineAsync(error.Message);
        await invocation.Error.WriteLineAsync("See --help.");
        return AgentExitCodes.Usage;
    }

    private static RootCommand Build(
        Func<string, string?> environment, Func<AgentOptions, ILoggerFactory, CancellationToken, Task<AgentExit>> run)
    {
        var root = new RootCommand("Xerotier agent: serves inference on your own hardware.");
        root.Add(Command(
            "enroll", "Exchange a join key for an enrolment and end.", AgentSettings.Enrollment, environment,
            AgentHost.EnrollAsync));
        root.Add(Command(
            "run", "Serve requests; enrols first when there is no state file and a join key.",
            [.. AgentSettings.Enrollment, .. AgentSettings.Running], environment, run));
        return root;
    }

    private static Command Command(
        string name,
        string description,
        IReadOnlyList<AgentSetting> settings,
        Func<string, string?> environment,
        Func<AgentOptions, ILoggerFactory, CancellationToken, Task<AgentExit>> action)
    {
        var command = new Command(name, description);
        var flags = settings.ToDictionary(setting => setting, FlagOf);
        foreach (var flag in flags.Values) command.Add(flag);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new AgentOptions();
            var problems = settings
                .Select(setting => Apply(setting, Given(parsed, flags[setting]), environment, options))
                .OfType<string>().ToList();
            var exit = problems.Count > 0
                ? new AgentExit(AgentExitCodes.Usage, string.Join(Environment.NewLine, problems))
                : await RunAsync(action, options, cancellationToken);
            var output = exit.Code == AgentExitCodes.Stopped
                ? parsed.InvocationConfiguration.Output
                : parsed.InvocationConfiguration.Error;
            await output.WriteLineAsync(exit.Message);
            return exit.Code;
        });
        return command;
    }

    private static async Task<AgentExit> RunAsync(
        Func<AgentOptions, ILoggerFactory, CancellationToken, Task<AgentExit>> action,
        AgentOptions options,
        CancellationToken cancellationToken)
    {
        using var logs = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(options.LogLevel)
            .AddFilter("Microsoft", options.LogLevel <= LogLevel.Debug ? options.LogLevel : LogLevel.Warning)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff ";
            }));
        return await action(options, logs, cancellationToken);
    }

    private static Option<string[]> FlagOf(AgentSetting setting) => new(setting.Flag)
    {
        Description = setting.Variable is null ? setting.Help : $"{setting.Help} [{setting.Variable}]",
        Arity = setting.IsSwitch ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        HelpName = setting.IsSwitch ? "true|false" : "value",
    };

    /// <summary>The flag's values; null when it was not given.</summary>
    private static string[]? Given(ParseResult parsed, Option<string[]> flag) =>
        parsed.GetResult(flag) is null ? null : parsed.GetValue(flag) ?? [];

    /// <summary>The flag wins over the variable; returns what is wrong, or null.</summary>
    private static string? Apply(
        AgentSetting setting, string[]? given, Func<string, string?> environment, AgentOptions options)
    {
        if (given is { Length: > 0 }) return setting.Apply(options, given, setting.Flag);
        if (given is not null && setting.IsSwitch) return setting.Apply(options, ["true"], setting.Flag);
        if (setting.Variable is null || environment(setting.Variable) is not { Length: > 0 } text) return null;
        var values = setting.IsList ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : [text];
        return values.Length == 0 ? null : setting.Apply(options, values, setting.Variable);
    }
}
