using System.Text.RegularExpressions;

namespace Xerotier.Tidy.Tests.Sources;

/// <summary>Tests wait for events, never for time to pass, and none is switched off.</summary>
public sealed partial class SleepRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from file in code.CSharp
        where file.IsTest
        from line in file.Lines.Index()
        let sleep = Sleep().Match(line.Item)
        where sleep.Success
        select new Violation(file.Path, $"line {line.Index + 1} has {sleep.Value}");

    public CodeBase BadSample => CodeBase.Of(("tests/A.Tests/SlowTests.cs", "Thread.Sleep(1000);"));

    [GeneratedRegex(@"\bTask\.Delay\(|\bThread\.Sleep\(|\b(Fact|Theory)\(Skip\b")]
    private static partial Regex Sleep();
}
