using System.Globalization;

namespace Orleans;

/// <summary>How long a caller of this method waits for its answer.</summary>
/// <param name="timeout">A time span in invariant text form, e.g. <c>00:00:05</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    /// <summary>The time span.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
