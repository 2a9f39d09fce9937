namespace Xerotier.Tidy.Tests;

/// <summary>A broken rule: the file, type or member that breaks it, and how.</summary>
public sealed record Violation(string Subject, string Detail)
{
    public override string ToString() => $"{Subject}: {Detail}";
}
