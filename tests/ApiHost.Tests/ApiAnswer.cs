using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Xerotier.ApiHost.Tests;

/// <summary>What a host answered.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, string Content)
{
    public JsonNode Json => JsonNode.Parse(Content)!;

    public JsonNode Error => Json["error"]!;

    public string Code => (string)Error["code"]!;

    public string Type => (string)Error["type"]!;

    public string? Param => (string?)Error["param"];

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync());

    public string Text(string name) => (string)Json[name]!;

    public void ShouldBe(HttpStatusCode status, string type, string code, string? param = null)
    {
        Status.ShouldBe(status, Content);
        Type.ShouldBe(type);
        Code.ShouldBe(code);
        Param.ShouldBe(param);
    }
}
