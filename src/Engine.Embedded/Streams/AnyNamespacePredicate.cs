using Orleans.Streams;

namespace Xerotier.Engine.Streams;

/// <summary>Selects every namespace.</summary>
internal sealed class AnyNamespacePredicate : IStreamNamespacePredicate
{
    public string PredicatePattern => "*";

    public bool IsMatch(string streamNamespace) => true;
}
