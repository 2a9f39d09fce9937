using Xerotier.Deploy.Tests.Settings;
using YamlDotNet.RepresentationModel;

namespace Xerotier.Deploy.Tests.Kubernetes;

/// <summary>
/// The files that overlays are made of, as far as they can be checked where kustomize is not installed: they parse,
/// name each other rightly, and their containers keep the rules before any patch.
/// </summary>
public sealed class SourceTests
{
    private const string Root = "deploy/k8s";
    private const string KustomizationFile = "kustomization.yaml";

    private static readonly IReadOnlyList<string> All =
        [.. Repository.Files(Root, ".yaml").Where(file => Path.GetFileName(file) == KustomizationFile)];

    public static TheoryData<string> Kustomizations => [.. All];

    [Fact]
    public void EveryFile_Read_IsYamlWithKindAndName()
    {
        var files = Repository.Files(Root, ".yaml").ToList();

        files.Count.ShouldBeGreaterThan(10);
        foreach (var file in files)
        {
            var manifests = Manifest.Parse(Repository.Read(file));
            manifests.ShouldNotBeEmpty(file);
            manifests.ShouldAllBe(manifest => manifest.Kind.Length > 0, file);
            if (Path.GetFileName(file) != KustomizationFile)
            {
                manifests.ShouldAllBe(manifest => manifest.Name.Length > 0, file);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kustomizations))]
    public void Kustomization_WhatItLists_Exists(string file)
    {
        foreach (var path in Listed(file))
        {
            var target = Repository.At(path);
            (File.Exists(target) || File.Exists(Path.Combine(target, KustomizationFile)))
                .ShouldBeTrue($"{file} lists {path}");
        }
    }

    [Fact]
    public void EveryFile_OfAFolder_IsListedByItsKustomization()
    {
        var listed = All.SelectMany(Listed).ToHashSet();

        Repository.Files(Root, "").Where(file => Path.GetFileName(file) != KustomizationFile && !listed.Contains(file))
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kustomizations))]
    public void Kustomization_ItsPatches_MeetAnObject(string file)
    {
        var objects = Objects(file).Select(manifest => manifest.ToString()).ToHashSet();
        var node = YamlNodes.Parse(Repository.Read(file)).Single();
        foreach (var patch in node.Items("patches"))
        {
            var targets = patch.Text("path") is { } path
                ? Manifest.Parse(Repository.Read(Beside(file, path))).Select(manifest => manifest.ToString())
                : [$"{patch.Text("target", "kind")}/{patch.Text("target", "name") ?? "*"}"];
            // A component patches what the overlay that uses it brings.
            var known = node.Text("kind") == "Component" ? AllObjects() : objects;
            targets.ShouldBeSubsetOf([.. known, .. known.Select(name => name.Split('/')[0] + "/*")], file);
        }
    }

    [Fact]
    public void EveryContainer_BeforeAnyPatch_HasLimitsProbesAndNoPrivileges()
    {
        var manifests = Repository.Files(Root, ".yaml")
            .Where(file => !IsPatch(file))
            .SelectMany(file => Manifest.Parse(Repository.Read(file)))
            .ToList();

        manifests.Count(manifest => manifest.Pod is not null).ShouldBeGreaterThan(3);
        ContainerRules.WithoutLimits(manifests).ShouldBeEmpty();
        ContainerRules.WithoutProbes(manifests).ShouldBeEmpty();
        ContainerRules.WithPrivileges(manifests).ShouldBeEmpty();
        ClusterRules.WithWrittenSecret(manifests).ShouldBeEmpty();
        ClusterRules.WithHurriedStop(manifests).ShouldBeEmpty();
    }

    [Fact]
    public void EverySetting_InAnyFile_IsReadBySomeProgram()
    {
        var written =
            from file in Repository.Files(Root, ".yaml")
            from manifest in Manifest.Parse(Repository.Read(file))
            from name in manifest.Containers.Where(IsOurs).SelectMany(container => container.Items("env"))
                .Select(variable => variable.Text("name")!)
                .Concat(manifest.Node.Items("configMapGenerator").SelectMany(map => map.Items("literals"))
                    .Select(literal => literal.ToString().Split('=')[0]))
            where !KnownSettings.Contains(name)
            select $"{file}: nobody reads {name}";

        written.ShouldBeEmpty();
    }

    [Fact]
    public void EveryImage_OfOurs_HasATagInAKustomization()
    {
        var tagged = All
            .SelectMany(file => YamlNodes.Parse(Repository.Read(file)).Single().Items("images"))
            .ToDictionary(image => image.Text("name")!, image => image.Text("newTag")!);

        var untagged =
            from manifest in AllManifests()
            from container in manifest.Containers
            let image = container.Text("image")
            where image is not null && !ContainerRules.IsPinned(image)
                && !(tagged.TryGetValue(image, out var tag) && ContainerRules.IsPinned($"{image}:{tag}"))
            select $"{manifest}: {image}";
        untagged.ShouldBeEmpty();
    }

    private static bool IsOurs(YamlNode container) =>
        container.Text("image") is not { } image || image.StartsWith("xerotier/", StringComparison.Ordinal);

    private static bool IsPatch(string file) => All
        .Any(kustomization => YamlNodes.Parse(Repository.Read(kustomization)).Single().Items("patches")
            .Any(patch => patch.Text("path") is { } path && Beside(kustomization, path) == file));

    private static HashSet<string> AllObjects() => [.. AllManifests().Select(manifest => manifest.ToString())];

    private static IEnumerable<Manifest> AllManifests() => Repository.Files(Root, ".yaml")
        .Where(file => Path.GetFileName(file) != KustomizationFile && !IsPatch(file))
        .SelectMany(file => Manifest.Parse(Repository.Read(file)));

    // What a kustomization and those below it bring.
    private static IEnumerable<Manifest> Objects(string file)
    {
        var node = YamlNodes.Parse(Repository.Read(file)).Single();
        foreach (var path in node.Items("resources").Concat(node.Items("components")).Select(item => item.ToString()))
        {
            var below = Beside(file, path);
            var manifests = File.Exists(Repository.At(below))
                ? Manifest.Parse(Repository.Read(below))
                : Objects($"{below}/{KustomizationFile}");
            foreach (var manifest in manifests)
            {
                yield return manifest;
            }
        }
    }

    private static IEnumerable<string> Listed(string file)
    {
        var node = YamlNodes.Parse(Repository.Read(file)).Single();
        return node.Items("resources").Concat(node.Items("components")).Select(item => item.ToString())
            .Concat(node.Items("patches").Select(patch => patch.Text("path")).OfType<string>())
            .Concat(node.Items("configMapGenerator").SelectMany(map => map.Items("files"))
                .Select(item => item.ToString()))
            .Select(path => Beside(file, path));
    }

    private static string Beside(string file, string path) => Path.GetRelativePath(
        Repository.Root, Repository.At(Path.Combine(Path.GetDirectoryName(file)!, path)));
}
