using Xerotier.Deploy.Tests.Settings;

namespace Xerotier.Deploy.Tests.Kubernetes;

/// <summary>The rules see what they are for: one bad object breaks each.</summary>
public sealed class RuleTests
{
    private const string Bad =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: api
        spec:
          selector:
            matchLabels:
              app: other
          template:
            metadata:
              labels:
                app.kubernetes.io/component: api
            spec:
              serviceAccountName: nobody
              terminationGracePeriodSeconds: 30
              containers:
                - name: api
                  image: xerotier/api:latest
                  env:
                    - name: Tunnels__DrainTimeout
                      value: "00:05:00"
                    - name: Storage__ConnectionString
                      value: Host=db;Password=secret
                    - name: Storage__Nothing
                      value: "1"
                  readinessProbe:
                    httpGet:
                      port: nowhere
                  volumeMounts:
                    - name: gone
                      mountPath: /tmp
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: silo
        spec:
          selector:
            matchLabels:
              app.kubernetes.io/component: silo
          template:
            metadata:
              labels:
                app.kubernetes.io/component: silo
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: open
        spec:
          podSelector: {}
          ingress:
            - ports:
                - port: 30000
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: nobody
        spec:
          selector:
            app: nobody
        """;

    private static readonly IReadOnlyList<Manifest> Manifests = Manifest.Parse(Bad);

    public static TheoryData<string> Names => [.. OverlayTests.Rules.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_BadObjects_IsBroken(string rule) =>
        OverlayTests.Rules[rule](Manifests).ShouldNotBeEmpty($"{rule} sees nothing");

    [Theory]
    [InlineData("postgres:17.6-bookworm", true)]
    [InlineData("registry.example.com/xerotier/api:0.1.0", true)]
    [InlineData("xerotier/api", false)]
    [InlineData("xerotier/api:latest", false)]
    [InlineData("xerotier/api:1", false)]
    public void IsPinned_ByTag_WantsAVersion(string image, bool isPinned) =>
        ContainerRules.IsPinned(image).ShouldBe(isPinned);

    [Fact]
    public void WithUnknownSetting_ValueOfAConfigMap_IsSeen()
    {
        var manifests = Manifest.Parse(
            """
            kind: ConfigMap
            metadata:
              name: settings
            data:
              Silo__ClusterIds: xerotier
            ---
            kind: Job
            spec:
              template:
                spec:
                  containers:
                    - image: xerotier/silo:0.1.0
                      envFrom:
                        - configMapRef:
                            name: settings
            """);

        SettingRules.WithUnknownSetting(manifests).Single().ShouldContain("Silo__ClusterIds");
    }
}
