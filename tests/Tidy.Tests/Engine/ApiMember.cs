namespace Xerotier.Tidy.Tests.Engine;

/// <summary>One member of a type, or one overload of it.</summary>
/// <param name="Name">What the overloads have in common.</param>
/// <param name="Line">The declaration.</param>
public sealed record ApiMember(string Name, string Line) : IComparable<ApiMember>
{
    public int CompareTo(ApiMember? other) => string.CompareOrdinal(Line, other?.Line);
}
