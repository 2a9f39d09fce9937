using Orleans.Streams;

namespace Xerotier.Engine.Streams;

/// <summary>Selects one namespace.</summary>
internal sealed class ExactNamespacePredicate(string expected) : IStreamNamespacePredicate
{
    public string PredicatePattern => $"namespace:{expected}";

    public bool IsMatch(string streamNamespace) => string.Equals(streamNamespace, expected, StringComparison.Ordinal);
}
