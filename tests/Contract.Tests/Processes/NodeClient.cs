using System.Text.Json;

namespace Xerotier.Contract.Tests.Processes;

/// <summary>Runs <c>node/client.mjs</c>: a scenario with the unmodified npm package <c>openai</c>.</summary>
public static class NodeClient
{
    private static readonly string Folder =
        Path.Combine(ProductPrograms.RepositoryRoot, "tests", "Contract.Tests", "node");

    public static RunningProgram Start(string scenario, Uri baseUrl, string apiKey, string model = "any") =>
        RunningProgram.Start("node", ["client.mjs", scenario, baseUrl.AbsoluteUri, apiKey, model], Folder);

    /// <summary>Runs a scenario to its end and answers the JSON of its last line.</summary>
    public static async Task<JsonElement> RunAsync(string scenario, Uri baseUrl, string apiKey, string model = "any")
    {
        await using var client = Start(scenario, baseUrl, apiKey, model);
        return await client.ResultAsync();
    }

    /// <summary>Runs another script of the folder to its end and answers the JSON of its last line.</summary>
    public static async Task<JsonElement> RunScriptAsync(string script, params string[] arguments)
    {
        await using var program = RunningProgram.Start("node", [script, .. arguments], Folder);
        return await program.ResultAsync(within: TimeSpan.FromMinutes(3));
    }

    /// <summary>The result that the scenario prints at its end.</summary>
    public static async Task<JsonElement> ResultAsync(this RunningProgram client, TimeSpan? within = null)
    {
        const string mark = "result ";
        var line = await client.LineAsync(mark, within);
        return JsonSerializer.Deserialize<JsonElement>(line[mark.Length..]);
    }
}
