namespace Xerotier.Tidy.Tests.Sources;

/// <summary>A file fits into one head: 400 lines in src, 600 in tests.</summary>
public sealed class FileLengthRule : IRule
{
    private const int MostInSource = 400;
    private const int MostInTests = 600;

    public IEnumerable<Violation> Check(CodeBase code) =>
        from file in code.CSharp
        let most = file.IsTest ? MostInTests : MostInSource
        where file.Lines.Count > most
        select new Violation(file.Path, $"{file.Lines.Count} lines, at most {most}");

    public CodeBase BadSample => CodeBase.Of(("src/A/Long.cs", new string('\n', MostInSource) + "class Long;"));
}
