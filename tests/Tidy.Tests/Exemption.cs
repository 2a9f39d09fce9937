namespace Xerotier.Tidy.Tests;

/// <summary>A named exception from a rule, with the reason why it is right to break it here.</summary>
/// <param name="Rule">The rule's class name.</param>
/// <param name="Subject">The violation's subject, or the folder it lies in.</param>
/// <param name="Reason">Why.</param>
public sealed record Exemption(string Rule, string Subject, string Reason)
{
    private const string OrleansName = "the name belongs to the API of Orleans";

    /// <summary>All exemptions of this repository.</summary>
    public static IReadOnlyList<Exemption> All { get; } =
    [
        new("GrainCycleRule", "IApiKeyGrain", "a key revokes the key it replaced, and a chain of rotations has an end"),
        new("InjectedTimeRule", "src/Grains/Fleet/FleetServices.cs", "registers the clock that tests replace"),
        new("InjectedTimeRule", "src/Grains/Projects/ProjectServices.cs", "registers the clock that tests replace"),
        new("NameRule", "src/Engine.Embedded/Abstractions/State/GrainStorageHelpers.cs", OrleansName),
        new("NameRule", "src/Engine.Embedded/Abstractions/Streams/StreamSequenceTokenUtilities.cs", OrleansName),
        new("LeftoverRule", "tests/Tidy.Tests/Sources/LeftoverRule.cs", "names the words it looks for"),
        new("SleepRule", "tests/Tidy.Tests/Sources/SleepRule.cs", "names the calls it looks for"),
    ];

    public bool Covers(IRule rule, Violation violation) =>
        Rule == rule.GetType().Name &&
        (violation.Subject == Subject ||
            (Subject.EndsWith('/') && violation.Subject.StartsWith(Subject, StringComparison.Ordinal)));
}
