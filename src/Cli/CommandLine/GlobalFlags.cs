using System.CommandLine;
using Xerotier.Cli.Configuration;
using Xerotier.Cli.Connections;
using Xerotier.Cli.Output;

namespace Xerotier.Cli.CommandLine;

/// <summary>The flags that every command has.</summary>
internal sealed class GlobalFlags
{
    private const int DefaultTimeout = 100;
    private const int LongestTimeout = 86_400;

    private readonly Option<string?> _context =
        Flag<string?>("--context", "Deployment of the configuration file to use instead of the current one");

    private readonly Option<string?> _output =
        Flag<string?>("--output", "json, table or wide (default table)", "-o")
            .AcceptOnlyFromAmong("json", "table", "wide");

    private readonly Option<int> _timeout = Flag<int>("--timeout", "Seconds that one answer may take (default 100)");
    private readonly Option<bool> _quiet = Flag<bool>("--quiet", "Say nothing but answers and errors", "-q");
    private readonly Option<bool> _verbose = Flag<bool>("--verbose", "Show every request");
    private readonly Option<bool> _dryRun = Flag<bool>("--dry-run", "Show changes instead of making them");

    /// <summary>The platform's URL with the project.</summary>
    public Option<string?> BaseUrl { get; } =
        Flag<string?>("--base-url", "https://<host>/<project> [XEROTIER_BASE_URL]");

    /// <summary>The project's key.</summary>
    public Option<string?> ApiKey { get; } = Flag<string?>("--api-key", "Key of the project [XEROTIER_API_KEY]");

    /// <summary>Where the platform's pages are.</summary>
    public Option<string?> FrontendUrl { get; } =
        Flag<string?>("--frontend-url", "Where the platform's pages are (default: where its API is)");

    /// <summary>Adds them to the root, for all commands.</summary>
    public void AddTo(RootCommand root)
    {
        _timeout.DefaultValueFactory = _ => DefaultTimeout;
        foreach (var flag in new Option[]
        {
            BaseUrl, ApiKey, FrontendUrl, _context, _output, _timeout, _quiet, _verbose, _dryRun,
        })
        {
            root.Add(flag);
        }
    }

    /// <summary>What the flags, the variables and the configuration file say together.</summary>
    public CliSession Open(ParseResult parsed, Func<string, string?> environment, CliConsole console)
    {
        var deployment = Deployment(parsed, environment);
        var connection = Connection.Choose(
            parsed.GetValue(BaseUrl),
            parsed.GetValue(ApiKey),
            parsed.GetValue(FrontendUrl),
            deployment,
            environment);
        var quiet = parsed.GetValue(_quiet);
        var api = new PlatformApi(
            connection,
            Timeout(parsed),
            parsed.GetValue(_dryRun),
            parsed.GetValue(_verbose) ? console.Error.WriteLine : null);
        return new CliSession(
            api,
            connection,
            new Printer(console.Out, Format(parsed.GetValue(_output) ?? deployment?.Output)),
            console,
            text => SayUnless(quiet, console, text),
            environment,
            quiet);
    }

    private Deployment? Deployment(ParseResult parsed, Func<string, string?> environment)
    {
        var file = ConfigFile.Load(ConfigFile.DefaultPath(environment));
        if ((parsed.GetValue(_context) ?? file.Current) is not { } name)
        {
            return null;
        }

        return file.Find(name) ?? throw new CliException(
            CliExitCodes.Usage,
            $"{file.Path} has no deployment '{name}'; 'xeroctl config show' lists those it has.");
    }

    private TimeSpan Timeout(ParseResult parsed) =>
        parsed.GetValue(_timeout) is >= 1 and <= LongestTimeout and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new CliException(CliExitCodes.Usage, $"--timeout must be from 1 to {LongestTimeout} seconds.");

    private static void SayUnless(bool quiet, CliConsole console, string text)
    {
        if (!quiet)
        {
            console.Error.WriteLine(text);
        }
    }

    private static OutputFormat Format(string? name) => name switch
    {
        null or "table" => OutputFormat.Table,
        "wide" => OutputFormat.Wide,
        "json" => OutputFormat.Json,
        _ => throw new CliException(CliExitCodes.Usage, $"The output '{name}' is none of json, table and wide."),
    };

    private static Option<T> Flag<T>(string name, string help, params string[] aliases) =>
        new(name, aliases) { Description = help, Recursive = true };
}
