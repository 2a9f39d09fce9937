using Xerotier.Cli.Configuration;

namespace Xerotier.Cli.Connections;

/// <summary>Which project of which platform a command is for.</summary>
/// <param name="BaseUrl">The platform's URL with the project as its path and no slash at its end.</param>
/// <param name="ApiKey">The project's key.</param>
/// <param name="Source">Where the key came from, for messages.</param>
internal sealed record Connection(Uri BaseUrl, string ApiKey, string Source)
{
    private const string KeyVariable = "XEROTIER_API_KEY";
    private const string UrlVariable = "XEROTIER_BASE_URL";

    /// <summary>Where the platform's pages are, with a slash at its end; default where its API is.</summary>
    public Uri FrontendUrl { get; init; } = new(BaseUrl, "/");

    /// <summary>The page of a published model.</summary>
    public Uri PageOf(Guid model) => new(FrontendUrl, $"models/catalog/{model:D}");

    /// <summary>Flags win over variables, variables over the file.</summary>
    /// <exception cref="CliException">Something is missing or wrong; says how to give it.</exception>
    public static Connection Choose(
        string? baseUrl,
        string? apiKey,
        string? frontendUrl,
        Deployment? deployment,
        Func<string, string?> environment)
    {
        var url = baseUrl ?? Given(environment(UrlVariable)) ?? deployment?.BaseUrl;
        var (key, source) = (apiKey, Given(environment(KeyVariable)), deployment?.ApiKey) switch
        {
            ({ } flag, _, _) => (flag, "--api-key"),
            (_, { } variable, _) => (variable, KeyVariable),
            (_, _, { } stored) => (stored, $"deployment '{deployment!.Name}'"),
            _ => throw Missing("API key", "--api-key", KeyVariable),
        };
        var connection =
            new Connection(Parse(url ?? throw Missing("base URL", "--base-url", UrlVariable)), key, source);
        return (frontendUrl ?? deployment?.FrontendUrl) is { } pages
            ? connection with { FrontendUrl = ParsePages(pages) }
            : connection;
    }

    private static Uri ParsePages(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new CliException(CliExitCodes.Usage, $"'{text}' is not a URL: give https://<host>.");

    private static string? Given(string? text) => text is { Length: > 0 } ? text : null;

    private static Uri Parse(string text)
    {
        var trimmed = text.TrimEnd('/');
        if (trimmed.EndsWith("/v1", StringComparison.Ordinal))
        {
            trimmed = trimmed[..^3];
        }

        return Uri.TryCreate(trimmed, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" && url.AbsolutePath.Trim('/').Length > 0
                ? url
                : throw new CliException(
                    CliExitCodes.Usage,
                    $"'{text}' is not a base URL: it must name the project too, as https://<host>/proj_ABC123.");
    }

    private static CliException Missing(string what, string flag, string variable) => new(
        CliExitCodes.Usage,
        $"There is no {what}: give {flag} or {variable}, or store it once with "
        + "'xeroctl config init --base-url https://<host>/<project> --api-key <key>'.");
}
