namespace Xerotier.Protocol.OpenAi;

/// <summary>The <c>stream_options</c> of a body.</summary>
/// <param name="Range">The whole value: an object or <c>null</c>.</param>
/// <param name="IsEmpty">Whether it is <c>null</c> or an object without members.</param>
/// <param name="IncludeUsage">The value of <c>include_usage</c>; null when the member is absent.</param>
/// <param name="IncludeUsageRange">The bytes of that value.</param>
public readonly record struct StreamOptionsField(
    ByteRange Range,
    bool IsEmpty,
    bool? IncludeUsage,
    ByteRange IncludeUsageRange);
