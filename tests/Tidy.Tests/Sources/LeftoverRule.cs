using System.Text.RegularExpressions;

namespace Xerotier.Tidy.Tests.Sources;

/// <summary>Nothing is left for later: no work markers, no unimplemented members, no regions.</summary>
public sealed partial class LeftoverRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from file in code.Files
        from line in file.Lines.Index()
        let leftover = Leftover().Match(line.Item)
        where leftover.Success
        select new Violation(file.Path, $"line {line.Index + 1} has {leftover.Value}");

    public CodeBase BadSample => CodeBase.Of(("src/A/Later.cs", "// TODO: think"));

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException|^\s*#region\b")]
    private static partial Regex Leftover();
}
