using System.Diagnostics;
using System.Text.Json;

namespace Xerotier.ClusterFaults;

/// <summary>The cluster that <c>deploy/local/cluster.sh up</c> started.</summary>
internal sealed class LocalCluster : IDisposable
{
    private const string Script = "deploy/local/cluster.sh";
    private readonly string _directory;
    private readonly JsonDocument _description;

    public LocalCluster(DirectoryInfo directory)
    {
        _directory = directory.FullName;
        _description = JsonDocument.Parse(File.ReadAllText(Path.Combine(_directory, "cluster.json")));
        var urls = _description.RootElement.GetProperty("base_urls");
        BaseUrls = [.. urls.EnumerateArray().Select(url => url.GetString()!)];
    }

    public IReadOnlyList<string> BaseUrls { get; }

    public string ProjectId => Text("project_id");

    public string ApiKey => Text("api_key");

    public string ChatPath => $"/{ProjectId}/{Text("endpoint")}/v1/chat/completions";

    /// <summary>Runs a command of the script to its end.</summary>
    public async Task RunAsync(string command, string part, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash", [Script, command, part]);
        start.Environment["CLUSTER_DIR"] = _directory;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Script} {command} {part} ended with {process.ExitCode}");
        }
    }

    public void Dispose() => _description.Dispose();

    private string Text(string name) => _description.RootElement.GetProperty(name).GetString()!;
}
