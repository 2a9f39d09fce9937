namespace Orleans.Streams;

/// <summary>Selects stream namespaces.</summary>
public interface IStreamNamespacePredicate
{
    /// <summary>A text from which a predicate provider makes the predicate again.</summary>
    string PredicatePattern { get; }

    /// <summary>Whether the namespace is selected.</summary>
    /// <param name="streamNamespace">The namespace.</param>
    bool IsMatch(string streamNamespace);
}
