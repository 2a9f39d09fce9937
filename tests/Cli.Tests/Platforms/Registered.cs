using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Xerotier.Cli.Tests.Platforms;

/// <summary>Things that tests need and the command line does not make.</summary>
internal static class Registered
{
    /// <summary>A model that an agent may serve; it needs no upload.</summary>
    public static async Task<JsonNode> ModelAsync(Terminal terminal, string name)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", terminal.ApiKey);
        using var answer = await http.PostAsJsonAsync($"{terminal.BaseUrl}/v1/models", new { name });
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }
}
