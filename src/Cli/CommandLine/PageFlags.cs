using System.CommandLine;

namespace Xerotier.Cli.CommandLine;

/// <summary>The flags of lists.</summary>
internal sealed class PageFlags
{
    private const int MaxLimit = 100;
    private const int DefaultLimit = 20;

    private readonly Option<int> _limit = new("--limit")
    {
        Description = $"How many to list, 1 to {MaxLimit} (default {DefaultLimit})",
        DefaultValueFactory = _ => DefaultLimit,
    };

    private readonly Option<Guid?> _after = new("--after") { Description = "UUID of the last one of the page before" };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_limit, _after];

    /// <summary>The part of a query that says the same, beginning with <c>&amp;</c>.</summary>
    public string Read(ParseResult parsed)
    {
        var limit = parsed.GetValue(_limit) is >= 1 and <= MaxLimit and var given
            ? given
            : throw new CliException(CliExitCodes.Usage, $"--limit must be from 1 to {MaxLimit}.");
        return parsed.GetValue(_after) is { } after ? $"&limit={limit}&after={after}" : $"&limit={limit}";
    }
}
