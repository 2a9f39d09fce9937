using YamlDotNet.RepresentationModel;

namespace Xerotier.Deploy.Tests.Kubernetes;

/// <summary>An object of Kubernetes.</summary>
internal sealed record Manifest(YamlNode Node)
{
    private static readonly string[] Servers = ["Deployment", "StatefulSet", "DaemonSet"];

    public string Kind => Node.Text("kind") ?? "";

    public string Name => Node.Text("metadata", "name") ?? "";

    public Dictionary<string, string> Labels => Node.Texts("metadata", "labels");

    /// <summary>Whether it runs pods for as long as it is there.</summary>
    public bool IsServer => Servers.Contains(Kind);

    /// <summary>The pods that it makes; null for what makes none.</summary>
    public YamlNode? Pod => IsServer || Kind == "Job" ? Node.At("spec", "template") : null;

    public Dictionary<string, string> PodLabels => Pod.Texts("metadata", "labels");

    public IEnumerable<YamlNode> Containers =>
        [.. Pod.Items("spec", "containers"), .. Pod.Items("spec", "initContainers")];

    public static IReadOnlyList<Manifest> Parse(string text) =>
        [.. YamlNodes.Parse(text).Where(node => node is YamlMappingNode).Select(node => new Manifest(node))];

    public override string ToString() => $"{Kind}/{Name}";
}
