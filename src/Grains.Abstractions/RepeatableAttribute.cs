namespace Xerotier.Grains;

/// <summary>
/// The call may be sent again when nobody knows whether it arrived, as when a silo dies: twice is as good as once, or
/// costs no more than the method says. Clients of a cluster repeat such calls, and all that only read.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RepeatableAttribute : Attribute;
