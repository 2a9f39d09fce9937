namespace Xerotier.Tidy.Tests.Sources;

/// <summary>Lines of code end by column 120.</summary>
public sealed class LineLengthRule : IRule
{
    private const int Most = 120;

    public IEnumerable<Violation> Check(CodeBase code) =>
        from file in code.CSharp
        from line in file.Lines.Index()
        where line.Item.Length > Most
        select new Violation(file.Path, $"line {line.Index + 1} has {line.Item.Length} columns, at most {Most}");

    public CodeBase BadSample => CodeBase.Of(("src/A/Wide.cs", "// " + new string('x', Most)));
}
