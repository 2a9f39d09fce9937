using System.Text.RegularExpressions;

namespace Xerotier.Tidy.Tests.Docs;

/// <summary>
/// The page of Orleans' gotchas has a row for each of the ten, and each row names a test; that the tests exist is the
/// business of <see cref="NamedTestRule"/>.
/// </summary>
public sealed partial class GotchaRule : IRule
{
    private const string Page = "docs/operating/orleans-gotchas.md";
    private const int Count = 10;

    public IEnumerable<Violation> Check(CodeBase code)
    {
        var lines = code.Find(Page)?.Lines ?? [];
        return
            from number in Enumerable.Range(1, Count)
            let row = lines.FirstOrDefault(line => line.StartsWith($"| O{number} |", StringComparison.Ordinal))
            where row is null || !Test().IsMatch(row)
            select new Violation(Page, $"O{number} has no row that names a test");
    }

    public CodeBase BadSample => CodeBase.Of((Page, "| O1 | a | b | `ATests.A_B_C` |\n| O2 | a | b | nothing |"));

    [GeneratedRegex("`[A-Z][A-Za-z0-9]*Tests\\.[A-Za-z0-9]+_[A-Za-z0-9_]+`")]
    private static partial Regex Test();
}
