using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Xerotier.Deploy.Tests;

/// <summary>Reads YAML and walks in it; what is not there is null or empty.</summary>
internal static class YamlNodes
{
    /// <summary>The documents of a text; anchors and merge keys are resolved.</summary>
    /// <exception cref="YamlException">It is not YAML, or a key comes twice.</exception>
    public static IReadOnlyList<YamlNode> Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(new StringReader(text))));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    public static YamlNode? At(this YamlNode? node, params string[] path)
    {
        foreach (var name in path)
        {
            node = node is YamlMappingNode map && map.Children.TryGetValue(name, out var child) ? child : null;
        }

        return node;
    }

    public static string? Text(this YamlNode? node, params string[] path) =>
        (node.At(path) as YamlScalarNode)?.Value;

    public static IEnumerable<YamlNode> Items(this YamlNode? node, params string[] path) =>
        (node.At(path) as YamlSequenceNode)?.Children ?? [];

    public static IEnumerable<KeyValuePair<string, YamlNode>> Entries(
        this YamlNode? node, params string[] path) =>
        ((node.At(path) as YamlMappingNode)?.Children ?? Enumerable.Empty<KeyValuePair<YamlNode, YamlNode>>())
            .Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, entry.Value));

    public static Dictionary<string, string> Texts(this YamlNode? node, params string[] path) =>
        node.Entries(path).ToDictionary(entry => entry.Key, entry => ((YamlScalarNode)entry.Value).Value ?? "");
}
