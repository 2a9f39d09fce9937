using System.Globalization;

namespace Xerotier.Deploy.Tests.Kubernetes;

/// <summary>What holds for a whole installation. Each rule answers with what breaks it.</summary>
internal static class ClusterRules
{
    private const string Component = "app.kubernetes.io/component";
    private static readonly string[] SecretWords =
        ["ConnectionString", "Password", "PASSWORD", "Token", "TOKEN", "Secret", "AccessKey", "JOIN_KEY"];

    private static readonly string[] GatewayClients = ["api", "platform-agent"];

    // What a host does after its drain, by its own account.
    private static readonly TimeSpan AfterDrain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SiloShutdown = TimeSpan.FromSeconds(30);

    /// <summary>Nobody talks to anybody unless another policy says so.</summary>
    public static IEnumerable<string> WithoutDenial(IReadOnlyList<Manifest> manifests) =>
        manifests.Any(policy => policy.Kind == "NetworkPolicy"
            && !policy.Node.Entries("spec", "podSelector").Any()
            && policy.Node.Items("spec", "policyTypes").Count() == 2
            && policy.Node.At("spec", "ingress") is null
            && policy.Node.At("spec", "egress") is null)
            ? []
            : ["no policy denies everything"];

    /// <summary>An Orleans gateway has no authentication: hosts and agents of the platform alone reach it.</summary>
    public static IEnumerable<string> WithOpenGateway(IReadOnlyList<Manifest> manifests) =>
        from policy in manifests
        where policy.Kind == "NetworkPolicy"
        from silo in manifests.Where(manifest => manifest.PodLabels.GetValueOrDefault(Component) == "silo")
        where ReferenceRules.Selects(policy.Node.At("spec", "podSelector"), silo.PodLabels)
        from rule in policy.Node.Items("spec", "ingress")
        let ports = rule.Items("ports").Select(port => port.Text("port")).ToList()
        where ports.Count == 0 || ports.Contains("gateway") || ports.Contains("30000")
        let peers = rule.Items("from").ToList()
        where peers.Count == 0 || peers.Any(peer => peer.At("namespaceSelector") is not null
            || !GatewayClients.Contains(peer.Text("podSelector", "matchLabels", Component)))
        select $"{policy} lets others than {string.Join(" and ", GatewayClients)} reach the gateway";

    /// <summary>Kubernetes waits for longer than the program takes to stop.</summary>
    public static IEnumerable<string> WithHurriedStop(IReadOnlyList<Manifest> manifests) =>
        from manifest in manifests
        where manifest.IsServer
        let grace = TimeSpan.FromSeconds(int.Parse(
            manifest.Pod.Text("spec", "terminationGracePeriodSeconds") ?? "30", CultureInfo.InvariantCulture))
        let needed = manifest.PodLabels.GetValueOrDefault(Component) switch
        {
            "api" => Time(manifest, "Server__StopNotice") + Time(manifest, "Tunnels__DrainTimeout") + AfterDrain,
            "silo" => SiloShutdown,
            "platform-agent" => TimeSpan.FromSeconds(double.Parse(
                Variable(manifest, "XEROTIER_AGENT_DRAIN_TIMEOUT") ?? "30", CultureInfo.InvariantCulture)),
            _ => TimeSpan.Zero,
        }
        where grace <= needed
        select $"{manifest} is killed after {grace} but needs {needed}";

    /// <summary>
    /// The notice of a stop lasts longer than it takes until probes have failed often enough to turn balancers away.
    /// </summary>
    public static IEnumerable<string> WithShortNotice(IReadOnlyList<Manifest> manifests) =>
        from manifest in manifests
        where manifest.IsServer && manifest.PodLabels.GetValueOrDefault(Component) == "api"
        let probe = manifest.Containers.First().At("readinessProbe")
        let noticed = TimeSpan.FromSeconds(Number(probe.Text("periodSeconds")) * Number(probe.Text("failureThreshold")))
        where Time(manifest, "Server__StopNotice") <= noticed
        select $"{manifest} gives notice for less than the {noticed} that its probe takes to see it";

    /// <summary>Updates take nothing away before its replacement is there.</summary>
    public static IEnumerable<string> WithGapOnUpdate(IReadOnlyList<Manifest> manifests) =>
        from manifest in manifests
        where manifest.Kind == "Deployment"
        let rolling = manifest.Node.At("spec", "strategy", "rollingUpdate")
        where rolling.Text("maxUnavailable") != "0" || rolling.Text("maxSurge") is null or "0"
        select $"{manifest} stops pods before others have started";

    /// <summary>Silos and hosts are spread over machines and have a budget for disruptions.</summary>
    public static IEnumerable<string> WithoutSpread(IReadOnlyList<Manifest> manifests) =>
        from manifest in manifests
        where manifest.Kind == "Deployment"
        from problem in (string?[])
        [
            manifest.Pod.Items("spec", "topologySpreadConstraints").Any() ? null : "is not spread",
            manifests.Any(other => other.Kind == "PodDisruptionBudget"
                && ReferenceRules.Selects(other.Node.At("spec", "selector"), manifest.PodLabels))
                ? null
                : "has no budget for disruptions",
        ]
        where problem is not null
        select $"{manifest} {problem}";

    /// <summary>Secrets come by reference; none is written down.</summary>
    public static IEnumerable<string> WithWrittenSecret(IReadOnlyList<Manifest> manifests)
    {
        var objects = manifests
            .Where(manifest => manifest.Kind == "Secret")
            .Select(manifest => $"{manifest} is a Secret");
        var variables =
            from manifest in manifests
            from container in manifest.Containers
            from variable in container.Items("env")
            let name = variable.Text("name")!
            where SecretWords.Any(word => name.Contains(word, StringComparison.Ordinal))
                && variable.At("valueFrom", "secretKeyRef") is null
            select $"{manifest}: {name} is no reference to a Secret";
        var maps =
            from manifest in manifests
            where manifest.Kind == "ConfigMap"
            from entry in manifest.Node.Entries("data")
            where SecretWords.Any(word => entry.Key.Contains(word, StringComparison.Ordinal))
            select $"{manifest}: {entry.Key} belongs into a Secret";
        return objects.Concat(variables).Concat(maps);
    }

    private static double Number(string? text) => double.Parse(text ?? "3", CultureInfo.InvariantCulture);

    private static TimeSpan Time(Manifest manifest, string variable) =>
        TimeSpan.Parse(Variable(manifest, variable) ?? "0", CultureInfo.InvariantCulture);

    private static string? Variable(Manifest manifest, string name) => manifest.Containers
        .SelectMany(container => container.Items("env"))
        .FirstOrDefault(variable => variable.Text("name") == name)
        .Text("value");
}
