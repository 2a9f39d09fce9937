using Xerotier.Deploy.Tests.Settings;

namespace Xerotier.Deploy.Tests.Kubernetes;

/// <summary>The objects that each overlay gives an operator.</summary>
[Trait("Requires", "kustomize")]
public sealed class OverlayTests
{
    internal static readonly Dictionary<string, Func<IReadOnlyList<Manifest>, IEnumerable<string>>> Rules = new()
    {
        ["limits"] = ContainerRules.WithoutLimits,
        ["probes"] = ContainerRules.WithoutProbes,
        ["images"] = ContainerRules.WithoutPinnedImage,
        ["privileges"] = ContainerRules.WithPrivileges,
        ["volumes"] = ContainerRules.WithBadVolumes,
        ["selectors"] = ReferenceRules.WithEmptySelector,
        ["ports"] = ReferenceRules.WithUnknownPort,
        ["names"] = ReferenceRules.WithUnknownName,
        ["denial"] = ClusterRules.WithoutDenial,
        ["gateway"] = ClusterRules.WithOpenGateway,
        ["stop"] = ClusterRules.WithHurriedStop,
        ["notice"] = ClusterRules.WithShortNotice,
        ["update"] = ClusterRules.WithGapOnUpdate,
        ["spread"] = ClusterRules.WithoutSpread,
        ["secrets"] = ClusterRules.WithWrittenSecret,
        ["settings"] = SettingRules.WithUnknownSetting,
    };

    private static readonly IReadOnlyList<string> Names =
        [.. Directory.GetDirectories(Repository.At("deploy/k8s/overlays")).Select(folder => Path.GetFileName(folder))];

    public static TheoryData<string> Overlays => [.. Names];

    public static TheoryData<string, string> OverlaysAndRules
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (overlay, rule) in Names.SelectMany(_ => Rules.Keys, (overlay, rule) => (overlay, rule)))
            {
                cases.Add(overlay, rule);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(OverlaysAndRules))]
    public async Task Overlay_Rendered_KeepsRule(string overlay, string rule)
    {
        var broken = Rules[rule](await Kustomize.RenderAsync(overlay)).ToList();

        broken.ShouldBeEmpty(string.Join('\n', broken));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Overlay_Rendered_HasEveryPart(string overlay)
    {
        var names = (await Kustomize.RenderAsync(overlay)).Select(manifest => manifest.ToString()).ToList();

        names.ShouldBeUnique();
        names.ShouldContain("Namespace/xerotier");
        names.ShouldContain("Job/xerotier-migrate");
        names.ShouldContain("Deployment/xerotier-silo");
        names.ShouldContain("Deployment/xerotier-api");
        names.ShouldContain("HorizontalPodAutoscaler/xerotier-api");
        names.ShouldContain("PodDisruptionBudget/xerotier-silo");
        names.ShouldContain("PodDisruptionBudget/xerotier-api");
    }

    [Fact]
    public async Task Production_Rendered_IsMonitoredAndEncrypted()
    {
        var manifests = await Kustomize.RenderAsync("production");

        manifests.ShouldContain(manifest => manifest.Kind == "ServiceMonitor");
        manifests.ShouldContain(manifest =>
            manifest.Kind == "ConfigMap" && manifest.Labels.ContainsKey("grafana_dashboard"));
        manifests.Single(manifest => manifest.Kind == "PeerAuthentication")
            .Node.Text("spec", "mtls", "mode").ShouldBe("STRICT");
        manifests.Single(manifest => manifest.Kind == "Namespace").Labels["istio-injection"].ShouldBe("enabled");
    }

    [Fact]
    public async Task Production_Rendered_AuthorizesTheAccountsOfItsPods()
    {
        var manifests = await Kustomize.RenderAsync("production");

        var accounts = manifests.Where(manifest => manifest.Kind == "ServiceAccount")
            .Select(account => $"cluster.local/ns/xerotier/sa/{account.Name}")
            .ToList();
        var principals =
            from policy in manifests
            where policy.Kind == "AuthorizationPolicy"
            from rule in policy.Node.Items("spec", "rules")
            from source in rule.Items("from")
            from principal in source.Items("source", "principals")
            select principal.ToString();
        principals.ShouldNotBeEmpty();
        principals.ShouldBeSubsetOf(accounts);
    }
}
