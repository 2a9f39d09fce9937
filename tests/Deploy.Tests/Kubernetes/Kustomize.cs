using System.Collections.Concurrent;
using Xerotier.TestKit;

namespace Xerotier.Deploy.Tests.Kubernetes;

/// <summary>Renders overlays as an operator would: by <c>kustomize</c> or by the one in <c>kubectl</c>.</summary>
internal static class Kustomize
{
    private static readonly ConcurrentDictionary<string, Task<IReadOnlyList<Manifest>>> Rendered = new();

    /// <summary>The objects of an overlay.</summary>
    public static Task<IReadOnlyList<Manifest>> RenderAsync(string overlay) => Rendered.GetOrAdd(overlay, BuildAsync);

    private static async Task<IReadOnlyList<Manifest>> BuildAsync(string overlay)
    {
        var folder = Repository.At($"deploy/k8s/overlays/{overlay}");
        var text = OnPath("kustomize") ? await ExternalProgram.RunAsync("kustomize", ["build", folder], folder)
            : OnPath("kubectl") ? await ExternalProgram.RunAsync("kubectl", ["kustomize", folder], folder)
            : throw new InvalidOperationException(
                "These tests need kustomize 5 or newer, or a kubectl that has it, and found neither on the PATH. "
                + "Install one, or leave these tests out with XEROTIER_TESTS_WITHOUT=kustomize and "
                + "--filter Requires!=kustomize.");
        return Manifest.Parse(text);
    }

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
