namespace Xerotier.Tidy.Tests.Docs;

public sealed class ReferencePageTests
{
    [Fact]
    public void ConfigurationPage_OfThisBuild_IsTheReviewedOne() =>
        CheckedIn.PartMatches("docs/reference/configuration.md", ConfigurationPage.Write(CodeBase.Repository));

    [Fact]
    public void ConfigurationPage_DefaultChanges_Differs()
    {
        static CodeBase With(string initial) => CodeBase.Of(("src/A/QueueOptions.cs", $$"""
            /// <summary>Limits of the queue.</summary>
            public sealed class QueueOptions
            {
                public const string Section = "Queue";
                /// <summary>Longest wait; <see cref="Section"/>.</summary>
                public int Seconds { get; set; } = {{initial}};
            }
            """));

        ConfigurationPage.Write(With("30")).ShouldContain("| `Seconds` | `int` | `30` | Longest wait; `Section`. |");
        ConfigurationPage.Write(With("31")).ShouldNotBe(ConfigurationPage.Write(With("30")));
    }

    [Fact]
    public void MetricsPage_OfThisBuild_IsTheReviewedOne() =>
        CheckedIn.PartMatches("docs/reference/metrics.md", MetricsPage.Write(CodeBase.Repository));

    [Fact]
    public void MetricsPage_InstrumentFromConstants_IsListed()
    {
        var code = CodeBase.Of(("src/A/Gauges.cs", """
            class Gauges
            {
                const string Prefix = "xerotier_";
                void Go() => meter.CreateCounter<long>(Prefix + "calls", "{call}", "Calls made");
            }
            """));

        MetricsPage.Write(code).ShouldContain("| `xerotier_calls` | counter | {call} | Calls made |");
    }

    [Fact]
    public void AgentSettingsPage_OfThisBuild_IsTheReviewedOne() =>
        CheckedIn.PartMatches("docs/operating/agents.md", AgentSettingsPage.Write());

    [Fact]
    public void ErrorsPage_OfThisBuild_IsTheReviewedOne() =>
        CheckedIn.PartMatches("docs/reference/errors.md", ErrorsPage.Write(CodeBase.Repository));
}
