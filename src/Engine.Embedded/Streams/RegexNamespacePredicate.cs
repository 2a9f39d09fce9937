using System.Text.RegularExpressions;
using Orleans.Streams;

namespace Xerotier.Engine.Streams;

/// <summary>Selects the namespaces that match a regular expression.</summary>
internal sealed class RegexNamespacePredicate(string pattern) : IStreamNamespacePredicate
{
    private readonly Regex _regex = new(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    public string PredicatePattern => $"regex:{pattern}";

    public bool IsMatch(string streamNamespace) => _regex.IsMatch(streamNamespace);
}
