using System.Runtime.InteropServices;
using System.Text.Json;

namespace Xerotier.Agent.Tests.Backends.Simulated;

public sealed class PassageTests : IAsyncLifetime
{
    private readonly SimulatedServer _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    private static float[] Vector(JsonElement answer, int index) =>
        [.. answer.GetProperty("data")[index].GetProperty("embedding").EnumerateArray().Select(x => x.GetSingle())];

    [Fact]
    public async Task Embedding_OfATextTwice_IsTheSameUnitVector()
    {
        var answer = await _server.AskAsync("/v1/embeddings", "\"input\":[\"the cat\",\"the cat\",\"stock market\"]");

        Vector(answer, 0).ShouldBe(Vector(answer, 1));
        Vector(answer, 0).ShouldNotBe(Vector(answer, 2));
        Vector(answer, 0).Length.ShouldBe(256);
        Vector(answer, 0).Sum(x => x * (double)x).ShouldBe(1, 1e-5);
    }

    [Fact]
    public async Task Embedding_AsBase64_IsTheSameVector()
    {
        var floats = await _server.AskAsync("/v1/embeddings", "\"input\":\"the cat\",\"dimensions\":64");
        var base64 = await _server.AskAsync(
            "/v1/embeddings", "\"input\":\"the cat\",\"dimensions\":64,\"encoding_format\":\"base64\"");

        var bytes = base64.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        MemoryMarshal.Cast<byte, float>(bytes).ToArray().ShouldBe(Vector(floats, 0));
    }

    [Fact]
    public async Task Embedding_OfTokenIds_IsAnswered()
    {
        var answer = await _server.AskAsync("/v1/embeddings", "\"input\":[[1,2,3],[4]]");

        answer.GetProperty("data").GetArrayLength().ShouldBe(2);
        answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32().ShouldBe(4);
    }

    [Theory]
    [InlineData("\"input\":[]", "input")]
    [InlineData("\"input\":[true]", "input")]
    [InlineData("\"input\":\"x\",\"dimensions\":0", "dimensions")]
    [InlineData("\"input\":\"x\",\"encoding_format\":\"hex\"", "encoding_format")]
    public async Task Embedding_Malformed_Is400WithTheField(string extra, string param)
    {
        var (status, text) = await _server.PostAsync("/v1/embeddings", $$"""{"model":"simulated",{{extra}}}""");

        status.ShouldBe(400);
        text.ShouldContain($"\"param\":\"{param}\"");
    }

    [Fact]
    public async Task Rerank_ByLikeness_PutsTheNearestFirst()
    {
        var answer = await _server.AskAsync(
            "/v1/rerank",
            """
            "query":"cats and dogs","top_n":2,"documents":["quarterly revenue","cats and dogs","dogs sleep"]
            """);

        var results = answer.GetProperty("results").EnumerateArray().ToList();
        results.Select(result => result.GetProperty("index").GetInt32()).ShouldBe([1, 2]);
        results[0].GetProperty("relevance_score").GetDouble().ShouldBe(1, 1e-5);
        results[0].GetProperty("document").GetProperty("text").GetString().ShouldBe("cats and dogs");
    }

    [Fact]
    public async Task Score_OneAgainstMany_KeepsTheirOrder()
    {
        var answer = await _server.AskAsync(
            "/v1/score", "\"text_1\":\"cats\",\"text_2\":[\"money\",\"cats\"]");

        var data = answer.GetProperty("data");
        data[1].GetProperty("score").GetDouble().ShouldBeGreaterThan(data[0].GetProperty("score").GetDouble());
        data[1].GetProperty("index").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Score_UnequalPairs_Is400()
    {
        var (status, text) = await _server.PostAsync(
            "/v1/score", """{"model":"simulated","text_1":["a","b"],"text_2":["a","b","c"]}""");

        status.ShouldBe(400);
        text.ShouldContain("\"param\":\"text_1\"");
    }
}
