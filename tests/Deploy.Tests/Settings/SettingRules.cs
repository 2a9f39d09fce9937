using Xerotier.Deploy.Tests.Kubernetes;
using YamlDotNet.RepresentationModel;

namespace Xerotier.Deploy.Tests.Settings;

/// <summary>Settings in manifests are settings of the programs.</summary>
internal static class SettingRules
{
    private const string Images = "xerotier/";

    /// <summary>Variables of our containers, written out or in a ConfigMap, that no program reads.</summary>
    public static IEnumerable<string> WithUnknownSetting(IReadOnlyList<Manifest> manifests) =>
        from manifest in manifests
        from container in manifest.Containers
        where container.Text("image")!.StartsWith(Images, StringComparison.Ordinal)
        from name in Variables(container, manifests)
        where !KnownSettings.Contains(name)
        select $"{manifest}: nobody reads {name}";

    private static IEnumerable<string> Variables(YamlNode container, IReadOnlyList<Manifest> manifests) =>
        container.Items("env").Select(variable => variable.Text("name")!).Concat(
            from source in container.Items("envFrom")
            from map in manifests
            where map.Kind == "ConfigMap" && map.Name == source.Text("configMapRef", "name")
            from entry in map.Node.Entries("data")
            select entry.Key);
}
