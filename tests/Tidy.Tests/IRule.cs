namespace Xerotier.Tidy.Tests;

/// <summary>One rule that a machine can check, together with a sample that breaks it.</summary>
public interface IRule
{
    /// <summary>Everything in the code base that breaks the rule.</summary>
    IEnumerable<Violation> Check(CodeBase code);

    /// <summary>The smallest code base that breaks the rule: proof that the rule can fail.</summary>
    CodeBase BadSample { get; }
}
