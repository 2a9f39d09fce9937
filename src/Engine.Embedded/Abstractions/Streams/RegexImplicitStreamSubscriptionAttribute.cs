using Xerotier.Engine.Streams;

namespace Orleans;

/// <summary>Subscribes a grain class to the streams whose namespace matches a regular expression.</summary>
/// <param name="pattern">The regular expression.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RegexImplicitStreamSubscriptionAttribute(string pattern)
    : ImplicitStreamSubscriptionAttribute(new RegexNamespacePredicate(pattern));
