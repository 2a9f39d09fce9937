using System.Text.Json;
using System.Text.RegularExpressions;
using Xerotier.Deploy.Tests.Kubernetes;

namespace Xerotier.Deploy.Tests.Monitoring;

/// <summary>The dashboard and the alerts ask for figures that the programs have.</summary>
public sealed partial class MonitoringTests
{
    private const string Folder = "deploy/k8s/components/monitoring";

    [Fact]
    public void ExportedNames_OfEachKind_AreThoseOfPrometheus()
    {
        ExportedNames.All.ShouldContain("xerotier_requests_total");
        ExportedNames.All.ShouldContain("xerotier_request_duration_seconds_bucket");
        ExportedNames.All.ShouldContain("xerotier_bodies_bytes");
        ExportedNames.All.ShouldNotContain("xerotier_requests");
    }

    [Fact]
    public void Dashboard_ItsQueries_NameExistingMetrics()
    {
        using var dashboard = JsonDocument.Parse(Repository.Read($"{Folder}/xerotier.json"));
        var queries = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)
            .ToList();

        queries.Count.ShouldBeGreaterThan(10);
        Unknown(queries).ShouldBeEmpty();
    }

    [Fact]
    public void Alerts_TheirQueriesAndRunbook_Exist()
    {
        var rules = Manifest.Parse(Repository.Read($"{Folder}/alerts.yaml"))
            .SelectMany(manifest => manifest.Node.Items("spec", "groups"))
            .SelectMany(group => group.Items("rules"))
            .ToList();

        rules.ShouldNotBeEmpty();
        Unknown(rules.Select(rule => rule.Text("expr")!)).ShouldBeEmpty();
        foreach (var rule in rules)
        {
            var parts = rule.Text("annotations", "runbook")!.Split('#');
            Headings(Repository.Read(parts[0])).ShouldContain(parts[1], $"{rule.Text("alert")} leads nowhere");
        }
    }

    private static IEnumerable<string> Unknown(IEnumerable<string> queries) =>
        from query in queries
        from Match name in Name().Matches(query)
        where !ExportedNames.All.Contains(name.Value)
        select $"{name.Value} in {query}";

    // The way GitHub makes anchors: lower case, punctuation dropped, blanks to hyphens.
    private static IEnumerable<string> Headings(string page) =>
        from line in page.Split('\n')
        where line.StartsWith('#')
        select NoPunctuation().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("xerotier_[a-z0-9_]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex NoPunctuation();
}
