using System.Text.RegularExpressions;

namespace Xerotier.Deploy.Tests.Monitoring;

/// <summary>What the runbook tells operators to look for exists: metrics, and lines of the log.</summary>
public sealed partial class RunbookTests
{
    private static readonly string Page = Repository.Read("docs/operating/runbook.md");

    [Fact]
    public void Runbook_ItsMetrics_Exist()
    {
        var names = Metric().Matches(Page).Select(match => match.Value).Distinct().ToList();

        names.Count.ShouldBeGreaterThan(5);
        // A histogram is named without the suffixes of its series.
        names.Where(name => !ExportedNames.All.Contains(name) && !ExportedNames.All.Contains(name + "_bucket"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Runbook_ItsLinesOfTheLog_AreWrittenBySomeProgram()
    {
        var sources = string.Concat(Repository.Files("src", ".cs").Select(Repository.Read));
        var lines = LogLine().Matches(Page).Select(match => match.Groups["line"].Value).ToList();

        lines.Count.ShouldBeGreaterThan(5);
        lines.Where(line => !sources.Contains(line)).ShouldBeEmpty();
    }

    [GeneratedRegex("xerotier_[a-z0-9_]+")]
    private static partial Regex Metric();

    [GeneratedRegex("[Ll]og[ \n]`(?<line>[^`]+)`")]
    private static partial Regex LogLine();
}
