using System.CommandLine;
using Xerotier.Cli.Configuration;
using Xerotier.Cli.Connections;

namespace Xerotier.Cli.CommandLine;

/// <summary><c>config</c>: stores deployments so that other commands need no flags.</summary>
internal static class ConfigCommands
{
    private const string DefaultName = "default";

    /// <summary>The command with its subcommands.</summary>
    public static Command Build(CommandRunner runner) => new("config", "Stores projects and their keys.")
    {
        Init(runner),
        Add(runner),
        Use(runner),
        Show(runner),
    };

    private static Command Init(CommandRunner runner)
    {
        var command = new Command("init", "Stores --base-url and --api-key as the first deployment.");
        runner.RunLocally(command, (parsed, _) =>
        {
            var file = Load(runner);
            if (!file.IsEmpty)
            {
                throw new CliException(
                    CliExitCodes.Usage, $"{file.Path} is there already; 'xeroctl config add <name>' adds to it.");
            }

            Store(runner, parsed, file, DefaultName);
            return Task.CompletedTask;
        });
        return command;
    }

    private static Command Add(CommandRunner runner)
    {
        var name = new Argument<string>("name") { Description = "What to call it" };
        var command = new Command("add", "Stores --base-url and --api-key as a further deployment.") { name };
        runner.RunLocally(command, (parsed, _) =>
        {
            Store(runner, parsed, Load(runner), parsed.GetValue(name)!);
            return Task.CompletedTask;
        });
        return command;
    }

    private static Command Use(CommandRunner runner)
    {
        var name = new Argument<string>("name") { Description = "The deployment" };
        var command = new Command("use", "Makes a deployment the current one.") { name };
        runner.RunLocally(command, (parsed, _) =>
        {
            var file = Load(runner);
            var wanted = parsed.GetValue(name)!;
            if (file.Find(wanted) is null)
            {
                throw new CliException(
                    CliExitCodes.Usage, $"{file.Path} has no deployment '{wanted}'; 'xeroctl config add' adds one.");
            }

            file.Use(wanted);
            file.Save();
            return Task.CompletedTask;
        });
        return command;
    }

    private static Command Show(CommandRunner runner)
    {
        var command = new Command("show", "Lists the deployments; keys are not shown.");
        runner.RunLocally(command, async (_, _) =>
        {
            var file = Load(runner);
            await runner.Console.Out.WriteLineAsync($"# {file.Path}");
            foreach (var deployment in file.Deployments)
            {
                var mark = deployment.Name == file.Current ? "*" : " ";
                await runner.Console.Out.WriteLineAsync($"{mark} {deployment.Name}  {deployment.BaseUrl}");
            }
        });
        return command;
    }

    private static ConfigFile Load(CommandRunner runner) =>
        ConfigFile.Load(ConfigFile.DefaultPath(runner.Environment));

    // The first deployment becomes the current one.
    private static void Store(CommandRunner runner, ParseResult parsed, ConfigFile file, string name)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new CliException(CliExitCodes.Usage, $"'{name}' must be made of letters, digits, '-' and '_'.");
        }

        if (file.Find(name) is not null)
        {
            throw new CliException(CliExitCodes.Usage, $"{file.Path} has a deployment '{name}' already.");
        }

        var pages = parsed.GetValue(runner.Flags.FrontendUrl);
        var connection = Connection.Choose(
            parsed.GetValue(runner.Flags.BaseUrl),
            parsed.GetValue(runner.Flags.ApiKey),
            pages,
            null,
            runner.Environment);
        file.Add(new Deployment(
            name,
            connection.BaseUrl.AbsoluteUri,
            connection.ApiKey,
            FrontendUrl: pages is null ? null : connection.FrontendUrl.AbsoluteUri));
        if (file.Current is null)
        {
            file.Use(name);
        }

        file.Save();
    }
}
