using System.Text;
using System.Text.Json.Nodes;
using Xerotier.Protocol.OpenAi;
using Xerotier.TestKit.Json;

namespace Xerotier.Protocol.Tests.OpenAi;

public sealed class RequestSpliceTests
{
    private const int Context = 4096;

    [Fact]
    public void Prepare_RandomChats_ChangesOnlyTheIntendedFields()
    {
        var random = new RandomJson(7);
        for (var round = 0; round < 3000; round++)
        {
            var body = random.Encode(random.Chat());
            RequestReader.TryRead(body, InferenceOperation.Chat, out var outline, out var problem)
                .ShouldBeTrue($"round {round}: {problem}");

            var spliced = Splice(body, outline!);

            var expected = Expected(JsonNode.Parse(body)!.AsObject(), outline!);
            JsonNode.DeepEquals(JsonNode.Parse(spliced), expected).ShouldBeTrue(
                $"round {round}: {Encoding.UTF8.GetString(body)} became {Encoding.UTF8.GetString(spliced)}");
        }
    }

    [Fact]
    public void Prepare_NothingToChangeButTheModel_LeavesEveryOtherByte()
    {
        const string Body =
            "{ \"messages\" : [ {\"role\":\"user\",\n\"content\":\"\\u0041\"} ] , \"model\":\"gpt\" ,\t\"x\":1e2 }";
        var bytes = Encoding.UTF8.GetBytes(Body);
        RequestReader.TryRead(bytes, InferenceOperation.Chat, out var outline, out _).ShouldBeTrue();

        var spliced = Splice(bytes, outline!);

        Encoding.UTF8.GetString(spliced).ShouldBe(Body.Replace("\"gpt\"", "\"served/name\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(100, 10, 4096, 100)]
    [InlineData(4086, 10, 4096, 4086)]
    [InlineData(4087, 10, 4096, 4020)]
    [InlineData(long.MaxValue, 1000, 4096, 2782)]
    [InlineData(100, 5000, 4096, 1)]
    public void ClampTokens_Limits_FitTheContext(long limit, int prompt, int context, long expected)
    {
        RequestSplice.ClampTokens(limit, prompt, context).ShouldBe(expected);
    }

    private static byte[] Splice(byte[] body, RequestOutline outline)
    {
        var spliced = RequestSplice.Prepare(body, outline, "\"served/name\""u8.ToArray(), Context);
        var joined = new byte[spliced.Length];
        spliced.CopyTo(joined);
        joined.ShouldBe(spliced.Pieces().SelectMany(piece => piece.ToArray()));
        return joined;
    }

    private static JsonObject Expected(JsonObject body, RequestOutline outline)
    {
        body["model"] = "served/name";
        foreach (var name in (string[])["max_tokens", "max_completion_tokens"])
        {
            if (body[name] is { } limit)
            {
                body[name] = RequestSplice.ClampTokens(limit.GetValue<long>(), outline.PromptTokens, Context);
            }
        }

        if (body["stream"]?.GetValue<bool>() is true)
        {
            var options = body["stream_options"] as JsonObject ?? [];
            options["include_usage"] = true;
            body["stream_options"] = options.DeepClone();
        }

        return body;
    }
}
