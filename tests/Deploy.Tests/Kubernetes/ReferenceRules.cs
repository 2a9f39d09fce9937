using YamlDotNet.RepresentationModel;

namespace Xerotier.Deploy.Tests.Kubernetes;

/// <summary>Objects find the objects that they mean. Each rule answers with what breaks it.</summary>
internal static class ReferenceRules
{
    private static readonly string[] Selecting = ["Service", "PodDisruptionBudget", "NetworkPolicy"];

    /// <summary>Whatever selects pods selects some; a server selects those that it makes.</summary>
    public static IEnumerable<string> WithEmptySelector(IReadOnlyList<Manifest> manifests)
    {
        var own =
            from server in manifests.Where(manifest => manifest.IsServer)
            where !Selects(server.Node.At("spec", "selector"), server.PodLabels)
            select $"{server} does not select its own pods";
        var others =
            from manifest in manifests.Where(manifest => Selecting.Contains(manifest.Kind))
            from selector in Selectors(manifest)
            where !manifests.Any(other => other.Pod is not null && Selects(selector, other.PodLabels))
            select $"{manifest} selects no pods";
        var monitors =
            from monitor in manifests.Where(manifest => manifest.Kind == "ServiceMonitor")
            let services = manifests.Where(other => other.Kind == "Service"
                && Selects(monitor.Node.At("spec", "selector"), other.Labels)).ToList()
            from endpoint in monitor.Node.Items("spec", "endpoints")
            where !services.Any(service => service.Node.Items("spec", "ports").Any(port =>
                port.Text("name") == endpoint.Text("port")))
            select $"{monitor} finds no service with the port {endpoint.Text("port")}";
        return own.Concat(others).Concat(monitors);
    }

    /// <summary>Names of ports are names of containers' ports.</summary>
    public static IEnumerable<string> WithUnknownPort(IReadOnlyList<Manifest> manifests)
    {
        var services =
            from service in manifests.Where(manifest => manifest.Kind == "Service")
            from port in service.Node.Items("spec", "ports")
            from pod in manifests.Where(other => other.Pod is not null
                && Selects(service.Node.At("spec", "selector"), other.PodLabels))
            where !HasPort(pod, port.Text("targetPort"))
            select $"{service}: {pod} has no port {port.Text("targetPort")}";
        var probes =
            from pod in manifests.Where(manifest => manifest.Pod is not null)
            from container in pod.Containers
            from probe in (string[])["startupProbe", "readinessProbe", "livenessProbe"]
            let port = container.Text(probe, "httpGet", "port") ?? container.Text(probe, "tcpSocket", "port")
            where port is not null && !HasPort(pod, port)
            select $"{pod}: its {probe} asks port {port}";
        var policies =
            from policy in manifests.Where(manifest => manifest.Kind == "NetworkPolicy")
            from rule in policy.Node.Items("spec", "ingress")
            from port in rule.Items("ports")
            from pod in manifests.Where(other => other.Pod is not null
                && Selects(policy.Node.At("spec", "podSelector"), other.PodLabels))
            where !int.TryParse(port.Text("port"), out _) && !HasPort(pod, port.Text("port"))
            select $"{policy}: {pod} has no port {port.Text("port")}";
        return services.Concat(probes).Concat(policies);
    }

    /// <summary>Service accounts, ConfigMaps, claims and targets that objects name are there.</summary>
    public static IEnumerable<string> WithUnknownName(IReadOnlyList<Manifest> manifests) =>
        from manifest in manifests
        from reference in Named(manifest)
        where !manifests.Any(other => other.Kind == reference.Kind && other.Name == reference.Name)
        select $"{manifest} names {reference.Kind}/{reference.Name}, which is not there";

    public static bool Selects(YamlNode? selector, IReadOnlyDictionary<string, string> labels)
    {
        var isMap = selector.At("matchLabels") is null && selector.At("matchExpressions") is null;
        var equal = isMap ? selector.Texts() : selector.Texts("matchLabels");
        return equal.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value)
            && selector.Items("matchExpressions").All(expression =>
                expression.Text("operator") == "In"
                && labels.TryGetValue(expression.Text("key")!, out var value)
                && expression.Items("values").Any(item => item.ToString() == value));
    }

    private static IEnumerable<YamlNode?> Selectors(Manifest manifest) => manifest.Kind == "NetworkPolicy"
        ?
        [
            manifest.Node.At("spec", "podSelector"),
            .. from direction in (string[])["ingress", "egress"]
               from rule in manifest.Node.Items("spec", direction)
               from peer in rule.Items(direction == "ingress" ? "from" : "to")
               where peer.At("podSelector") is not null && peer.At("namespaceSelector") is null
               select peer.At("podSelector"),
        ]
        : [manifest.Node.At("spec", "selector")];

    private static bool HasPort(Manifest pod, string? port) => pod.Containers
        .SelectMany(container => container.Items("ports"))
        .Any(own => own.Text("name") == port || own.Text("containerPort") == port);

    private static IEnumerable<(string Kind, string? Name)> Named(Manifest manifest)
    {
        if (manifest.Pod.Text("spec", "serviceAccountName") is { } account)
        {
            yield return ("ServiceAccount", account);
        }

        foreach (var source in manifest.Containers.SelectMany(container => container.Items("envFrom")))
        {
            yield return ("ConfigMap", source.Text("configMapRef", "name"));
        }

        foreach (var volume in manifest.Pod.Items("spec", "volumes"))
        {
            if (volume.Text("persistentVolumeClaim", "claimName") is { } claim)
            {
                yield return ("PersistentVolumeClaim", claim);
            }
        }

        if (manifest.Kind == "HorizontalPodAutoscaler")
        {
            yield return ("Deployment", manifest.Node.Text("spec", "scaleTargetRef", "name"));
        }

        foreach (var path in manifest.Node.Items("spec", "rules").SelectMany(rule => rule.Items("http", "paths")))
        {
            yield return ("Service", path.Text("backend", "service", "name"));
        }
    }
}
