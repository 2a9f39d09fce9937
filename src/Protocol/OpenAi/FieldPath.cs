namespace Xerotier.Protocol.OpenAi;

/// <summary>Where a value stands, spelled out only when something is wrong with it.</summary>
/// <param name="Format">Composite format of the wire spelling, e.g. <c>messages[{0}].tool_calls[{1}]</c>.</param>
/// <param name="First">First index.</param>
/// <param name="Second">Second index.</param>
internal readonly record struct FieldPath(string Format, int First = 0, int Second = 0)
{
    /// <summary>The wire spelling of a member below this place.</summary>
    public string At(string member) => string.Format(null, Format, First, Second) + member;
}
