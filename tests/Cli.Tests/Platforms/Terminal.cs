using System.Text.Json.Nodes;
using Xerotier.Cli.CommandLine;
using Xerotier.TestKit;

namespace Xerotier.Cli.Tests.Platforms;

/// <summary>Where a person types <c>xeroctl</c>: variables, a home, and what was printed.</summary>
internal sealed class Terminal : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _home = new();
    private readonly Dictionary<string, string> _variables = [];

    public Terminal()
    {
        _variables["HOME"] = _home.Path;
    }

    public Terminal(Uri baseUrl, string apiKey)
        : this()
    {
        (BaseUrl, ApiKey) = (baseUrl, apiKey);
        _variables["XEROTIER_BASE_URL"] = baseUrl.AbsoluteUri;
        _variables["XEROTIER_API_KEY"] = apiKey;
    }

    public Uri? BaseUrl { get; }

    public string? ApiKey { get; }

    public string ConfigPath => _home.At(".config/xeroctl/config.toml");

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public void Unset(string variable) => _variables.Remove(variable);

    /// <summary>A file or folder of the home.</summary>
    public string At(string path) => _home.At(path);

    /// <summary>Whether a person watches.</summary>
    public bool Interactive { get; set; }

    /// <summary>Runs a command; answers its exit code.</summary>
    public async Task<int> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var console = new CliConsole(output, error, Interactive);
        using var deadline = new CancellationTokenSource(Deadline);
        var code = await XeroctlCommands.InvokeAsync(
            arguments, name => _variables.GetValueOrDefault(name), console, deadline.Token);
        deadline.IsCancellationRequested.ShouldBeFalse($"xeroctl {string.Join(' ', arguments)} took over {Deadline}");
        (Out, Error) = (output.ToString(), error.ToString());
        return code;
    }

    /// <summary>Runs a command that must succeed; answers its JSON.</summary>
    public async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        (await RunAsync([.. arguments, "-o", "json"])).ShouldBe(CliExitCodes.Done, Error);
        return JsonNode.Parse(Out)!;
    }

    public void Dispose() => _home.Dispose();
}
