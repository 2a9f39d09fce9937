using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Xerotier.Deploy.Tests.Kubernetes;

/// <summary>What every container must have. Each rule answers with what breaks it.</summary>
internal static partial class ContainerRules
{
    private static readonly string[] Probes = ["startupProbe", "readinessProbe", "livenessProbe"];
    private static readonly string[] Amounts = ["cpu", "memory"];

    public static IEnumerable<string> WithoutLimits(IEnumerable<Manifest> manifests) =>
        from part in Containers(manifests)
        from kind in (string[])["requests", "limits"]
        from amount in Amounts
        where part.Container.Text("resources", kind, amount) is null
        select $"{part}: no {kind} of {amount}";

    public static IEnumerable<string> WithoutProbes(IEnumerable<Manifest> manifests) =>
        from part in Containers(manifests.Where(manifest => manifest.IsServer))
        from probe in Probes
        where part.Container.At(probe) is null
        select $"{part}: no {probe}";

    /// <summary>A tag names a version: never <c>latest</c>, never none.</summary>
    public static IEnumerable<string> WithoutPinnedImage(IEnumerable<Manifest> manifests) =>
        from part in Containers(manifests)
        let image = part.Container.Text("image") ?? ""
        where !PinnedImage().IsMatch(image)
        select $"{part}: image '{image}' is not pinned";

    public static IEnumerable<string> WithPrivileges(IEnumerable<Manifest> manifests) =>
        from part in Containers(manifests)
        let own = part.Container.At("securityContext")
        let pod = part.Owner.Pod.At("spec", "securityContext")
        from problem in (string?[])
        [
            pod.Text("runAsNonRoot") == "true" && pod.Text("runAsUser") is not (null or "0") ? null : "may run as root",
            pod.Text("seccompProfile", "type") == "RuntimeDefault" ? null : "has no seccomp profile",
            own.Text("allowPrivilegeEscalation") == "false" ? null : "may gain privileges",
            own.Text("readOnlyRootFilesystem") == "true" ? null : "may write to its image",
            own.Items("capabilities", "drop").Any(item => item.ToString() == "ALL") ? null : "keeps capabilities",
            part.Owner.Pod.Text("spec", "automountServiceAccountToken") == "false" ? null : "gets a token of the API",
        ]
        where problem is not null
        select $"{part}: {problem}";

    /// <summary>Volumes that a container mounts exist, and those of its own memory or disk have a limit.</summary>
    public static IEnumerable<string> WithBadVolumes(IEnumerable<Manifest> manifests)
    {
        var all = manifests.ToList();
        var missing =
            from part in Containers(all)
            let volumes = part.Owner.Pod.Items("spec", "volumes").Select(volume => volume.Text("name"))
                .Concat(part.Owner.Node.Items("spec", "volumeClaimTemplates").Select(claim =>
                    claim.Text("metadata", "name")))
                .ToHashSet()
            from mount in part.Container.Items("volumeMounts")
            where !volumes.Contains(mount.Text("name"))
            select $"{part}: no volume {mount.Text("name")}";
        var endless =
            from manifest in all
            from volume in manifest.Pod.Items("spec", "volumes")
            where volume.At("emptyDir") is not null && volume.Text("emptyDir", "sizeLimit") is null
            select $"{manifest}: volume {volume.Text("name")} has no limit";
        return missing.Concat(endless);
    }

    public static bool IsPinned(string image) => PinnedImage().IsMatch(image);

    private static IEnumerable<Part> Containers(IEnumerable<Manifest> manifests) =>
        from manifest in manifests
        from container in manifest.Containers
        select new Part(manifest, container);

    // name:1.2 with at least two numbers, or a digest; base images of .NET and PostgreSQL add a distribution.
    [GeneratedRegex(@"^[a-z0-9./-]+(:\d+\.\d+[A-Za-z0-9.-]*|@sha256:[0-9a-f]{64})$")]
    private static partial Regex PinnedImage();

    private sealed record Part(Manifest Owner, YamlNode Container)
    {
        public override string ToString() => $"{Owner} container {Container.Text("name")}";
    }
}
