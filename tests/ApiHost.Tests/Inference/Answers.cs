using System.Text.Json.Nodes;

namespace Xerotier.ApiHost.Tests.Inference;

/// <summary>Reads answers.</summary>
internal static class Answers
{
    /// <summary>The whole body as JSON.</summary>
    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>The <c>error</c> object: status, type, code, param.</summary>
    public static async Task<(int Status, string? Type, string? Code, string? Param)> ErrorAsync(
        this HttpResponseMessage response)
    {
        var error = (await response.JsonAsync())["error"]!;
        return ((int)response.StatusCode, Text(error, "type"), Text(error, "code"), Text(error, "param"));
    }

    /// <summary>The data of all frames of an event stream.</summary>
    public static async Task<string[]> EventsAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(frame => frame["data: ".Length..])];
    }

    /// <summary>A header's value, or null.</summary>
    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private static string? Text(JsonNode error, string name) => error[name]?.GetValue<string>();
}
