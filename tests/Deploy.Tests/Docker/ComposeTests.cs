using Xerotier.Deploy.Tests.Kubernetes;
using Xerotier.Deploy.Tests.Settings;
using YamlDotNet.RepresentationModel;

namespace Xerotier.Deploy.Tests.Docker;

/// <summary>The compose file is whole: images, targets, volumes and settings that it names exist.</summary>
public sealed class ComposeTests
{
    private const string Folder = "deploy/docker";
    private static readonly YamlNode Compose = YamlNodes.Parse(Repository.Read($"{Folder}/compose.yaml")).Single();
    private static readonly Dockerfile Dockerfile = new(Repository.Read($"{Folder}/Dockerfile"));

    public static TheoryData<string> Names => [.. Services.Keys];

    private static Dictionary<string, YamlNode> Services => Compose.Entries("services").ToDictionary();

    [Theory]
    [MemberData(nameof(Names))]
    public void Service_AnyOfThem_IsPinnedAndLimited(string name)
    {
        var service = Services[name];

        ContainerRules.IsPinned(service.Text("image")!).ShouldBeTrue(service.Text("image"));
        service.Text("mem_limit").ShouldNotBeNull();
        service.Text("cpus").ShouldNotBeNull();
        foreach (var other in service.Entries("depends_on").Select(entry => entry.Key)
            .Concat(service.Items("depends_on").Select(item => item.ToString())))
        {
            Services.ShouldContainKey(other);
        }

        var volumes = Compose.Entries("volumes").Select(entry => entry.Key).ToList();
        service.Items("volumes").Select(volume => volume.ToString().Split(':')[0]).ShouldBeSubsetOf(volumes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Service_OfOurs_IsBuiltFromATargetAndRunsWithoutPrivileges(string name)
    {
        var service = Services[name];
        if (service.At("build") is not { } build)
        {
            name.ShouldBe("postgres");
            return;
        }

        Path.GetFullPath(Repository.At($"{Folder}/{build.Text("context")}")).TrimEnd('/')
            .ShouldBe(Repository.At(".").TrimEnd('/'));
        File.Exists(Repository.At(build.Text("dockerfile")!)).ShouldBeTrue();
        Dockerfile.Stages.ShouldContain(stage => stage.Name == build.Text("target"));
        service.Text("image").ShouldStartWith($"xerotier/{build.Text("target")}:");
        service.Text("read_only").ShouldBe("true");
        service.Items("cap_drop").Select(item => item.ToString()).ShouldBe(["ALL"]);
        service.Entries("environment").Select(entry => entry.Key)
            .Where(key => !KnownSettings.Contains(key))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Secrets_ComeFromTheEnvironment()
    {
        var values =
            from service in Services
            from entry in service.Value.Entries("environment")
            where entry.Key.Contains("PASSWORD") || entry.Key.Contains("TOKEN") || entry.Key.Contains("KEY")
            select ((YamlScalarNode)entry.Value).Value!;

        values.Count().ShouldBe(3);
        values.ShouldAllBe(value => value.StartsWith("${", StringComparison.Ordinal));
    }
}
