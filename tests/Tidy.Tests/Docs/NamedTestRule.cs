using System.Text.RegularExpressions;

namespace Xerotier.Tidy.Tests.Docs;

/// <summary>Tests that pages name as proof (<c>`SomeTests.Subject_Condition_Outcome`</c>) exist.</summary>
public sealed partial class NamedTestRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        var tests = code.CSharp.Where(file => file.IsTest).ToLookup(file => file.Name);
        return
            from page in code.Files
            where page.Name.EndsWith(".md", StringComparison.Ordinal)
            from Match test in Test().Matches(page.Text)
            let method = $" {test.Groups["method"].Value}("
            where !tests[$"{test.Groups["class"].Value}.cs"].Any(file => file.Text.Contains(method))
            select new Violation(page.Path, $"there is no test {test.Value}");
    }

    public CodeBase BadSample => CodeBase.Of(
        ("docs/a.md", "proved by `KeyTests.Get_Gone_Is404`"),
        ("tests/A.Tests/KeyTests.cs", "class KeyTests { void Get_There_Is200() {} }"));

    [GeneratedRegex("`(?<class>[A-Z][A-Za-z0-9]*Tests)\\.(?<method>[A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex Test();
}
