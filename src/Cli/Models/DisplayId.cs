using Xerotier.Cli.Connections;

namespace Xerotier.Cli.Models;

/// <summary>
/// Short ids for people, such as <c>mdl_9b1d0c2e44af</c>: the first digits of the UUID. They mean something to this
/// program only; the platform knows UUIDs.
/// </summary>
internal static class DisplayId
{
    private const string Prefix = "mdl_";
    private const int Digits = 12;
    private const int PageSize = 100;

    /// <summary>The short id of a model.</summary>
    public static string Of(Guid id) => Prefix + id.ToString("N")[..Digits];

    /// <summary>The UUID that a person means.</summary>
    /// <exception cref="CliException">It is no id, or not that of exactly one model of the project.</exception>
    public static async Task<Guid> ResolveAsync(PlatformApi api, string text, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(text, "D", out var id))
        {
            return id;
        }

        var digits = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..].ToLowerInvariant() : "";
        if (digits.Length == 0 || !digits.All(char.IsAsciiHexDigitLower))
        {
            throw new CliException(
                CliExitCodes.Usage, $"'{text}' is not a model id: give a UUID, or an id as 'xeroctl models' shows it.");
        }

        var matches = new List<Guid>();
        await foreach (var model in PagesAsync(api, cancellationToken))
        {
            if (model.ToString("N").StartsWith(digits, StringComparison.Ordinal))
            {
                matches.Add(model);
            }
        }

        return matches switch
        {
            [var one] => one,
            [] => throw new CliException(
                CliExitCodes.NotFound, $"The project has no model {text}; 'xeroctl models' lists those it has."),
            _ => throw new CliException(
                CliExitCodes.Usage, $"{text} could be any of {string.Join(", ", matches)}: give the UUID."),
        };
    }

    private static async IAsyncEnumerable<Guid> PagesAsync(
        PlatformApi api, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        bool more;
        do
        {
            var page = await api.GetAsync($"models?limit={PageSize}{after}", cancellationToken);
            foreach (var model in page.GetProperty("data").EnumerateArray())
            {
                var id = model.GetProperty("id").GetGuid();
                after = $"&after={id}";
                yield return id;
            }

            more = page.TryGetProperty("has_more", out var hasMore) && hasMore.GetBoolean();
        }
        while (more);
    }
}
