namespace Xerotier.Tidy.Tests;

public sealed class RuleTests
{
    private static readonly Dictionary<string, IRule> Rules = typeof(IRule).Assembly.GetTypes()
        .Where(type => type.IsClass && typeof(IRule).IsAssignableFrom(type))
        .Select(type => (IRule)Activator.CreateInstance(type)!)
        .ToDictionary(rule => rule.GetType().Name);

    public static TheoryData<string> Names => [.. Rules.Keys.Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Repository_AsItIs_KeepsRule(string name)
    {
        var rule = Rules[name];
        var broken = rule.Check(CodeBase.Repository)
            .Where(violation => !Exemption.All.Any(exemption => exemption.Covers(rule, violation)))
            .Select(violation => violation.ToString())
            .Order()
            .ToList();

        broken.Count.ShouldBe(0, $"{name} is broken in {broken.Count} place(s):\n{string.Join('\n', broken)}\n");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BadSample_Checked_BreaksRule(string name)
    {
        var rule = Rules[name];

        rule.Check(rule.BadSample).ShouldNotBeEmpty($"{name} does not see its own bad sample");
    }

    [Fact]
    public void Exemption_NoLongerNeeded_IsRemoved()
    {
        var idle = Exemption.All
            .Where(exemption => !Rules.TryGetValue(exemption.Rule, out var rule) ||
                !rule.Check(CodeBase.Repository).Any(violation => exemption.Covers(rule, violation)))
            .Select(exemption => $"{exemption.Rule} for {exemption.Subject}");

        idle.ShouldBeEmpty();
    }
}
