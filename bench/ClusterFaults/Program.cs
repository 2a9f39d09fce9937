using System.CommandLine;
using Xerotier.ClusterFaults;

var directory = new Option<DirectoryInfo>("--cluster")
{
    Description = "data directory of deploy/local/cluster.sh",
    DefaultValueFactory = _ => new DirectoryInfo("artifacts/cluster"),
};
var rate = new Option<int>("--rate") { Description = "requests a second", DefaultValueFactory = _ => 20 };
var only = new Option<string[]>("--fault") { Description = "only this one; repeatable" };
var root = new RootCommand("Breaks a local cluster under constant load and says what clients saw.")
{
    directory, rate, only,
};
root.SetAction(async (parsed, cancellationToken) =>
{
    using var cluster = new LocalCluster(parsed.GetValue(directory)!);
    await new FaultRuns(cluster, parsed.GetValue(rate), TimeProvider.System)
        .RunAsync(parsed.GetValue(only) ?? [], cancellationToken);
    return 0;
});
return await root.Parse(args).InvokeAsync();
