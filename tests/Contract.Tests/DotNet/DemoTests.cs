using System.ClientModel;
using System.Text.Json;
using OpenAI.Chat;
using OpenAI.Embeddings;
using Xerotier.Contract.Tests.Platforms;

namespace Xerotier.Contract.Tests.DotNet;

[Collection(DemoCollection.Name)]
public sealed class DemoTests(DemoPlatform demo)
{
    private readonly ChatClient _chat = Clients.Chat(demo.Endpoint("chat"), demo.ApiKey);

    [Fact]
    public async Task Chat_Plain_AnswersWithUsage()
    {
        ChatCompletion completion = await _chat.CompleteChatAsync("Say hello.");

        completion.Content[0].Text.ShouldNotBeEmpty();
        completion.FinishReason.ShouldBe(ChatFinishReason.Stop);
        completion.Usage.InputTokenCount.ShouldBePositive();
        completion.Usage.TotalTokenCount.ShouldBe(
            completion.Usage.InputTokenCount + completion.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task Chat_MaxTokensReached_SaysLength()
    {
        var options = new ChatCompletionOptions { MaxOutputTokenCount = 2 };

        ChatCompletion completion = await _chat.CompleteChatAsync([new UserChatMessage("Tell a story.")], options);

        completion.FinishReason.ShouldBe(ChatFinishReason.Length);
        completion.Usage.OutputTokenCount.ShouldBe(2);
    }

    [Fact]
    public async Task Chat_Streamed_EndsWithReasonAndUsage()
    {
        var text = "";
        ChatFinishReason? reason = null;
        ChatTokenUsage? usage = null;
        await foreach (var update in _chat.CompleteChatStreamingAsync("Say hello."))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            reason = update.FinishReason ?? reason;
            usage = update.Usage ?? usage;
        }

        text.ShouldNotBeEmpty();
        reason.ShouldBe(ChatFinishReason.Stop);
        // This client asks for usage in every stream.
        usage.ShouldNotBeNull().OutputTokenCount.ShouldBePositive();
    }

    [Fact]
    public async Task Chat_ToolRequired_CallsItWithJson()
    {
        var weather = ChatTool.CreateFunctionTool(
            "get_weather",
            "Tells the weather of a city",
            BinaryData.FromString("""
                {"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}
                """));
        var options = new ChatCompletionOptions
        {
            Tools = { weather },
            ToolChoice = ChatToolChoice.CreateRequiredChoice(),
        };

        ChatCompletion completion = await _chat.CompleteChatAsync(
            [new UserChatMessage("What is the weather in Bern?")], options);

        completion.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        var call = completion.ToolCalls.ShouldHaveSingleItem();
        call.FunctionName.ShouldBe("get_weather");
        call.FunctionArguments.ToObjectFromJson<JsonElement>().GetProperty("city").ValueKind
            .ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task Chat_JsonObject_AnswersJson()
    {
        var options = new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonObjectFormat() };

        ChatCompletion completion = await _chat.CompleteChatAsync([new UserChatMessage("Answer in JSON.")], options);

        JsonSerializer.Deserialize<JsonElement>(completion.Content[0].Text).ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task Chat_JsonSchema_AnswersByIt()
    {
        var schema = BinaryData.FromString("""
            {"type":"object","properties":{"age":{"type":"integer"}},"required":["age"],"additionalProperties":false}
            """);
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("person", schema, jsonSchemaIsStrict: true),
        };

        ChatCompletion completion = await _chat.CompleteChatAsync([new UserChatMessage("How old are you?")], options);

        JsonSerializer.Deserialize<JsonElement>(completion.Content[0].Text).GetProperty("age").ValueKind
            .ShouldBe(JsonValueKind.Number);
    }

    [Fact]
    public async Task Embeddings_TwoTexts_AnswerTwoVectors()
    {
        var client = Clients.Embedding(demo.Endpoint("embed"), demo.ApiKey);

        OpenAIEmbeddingCollection vectors = await client.GenerateEmbeddingsAsync(["one", "two"]);

        vectors.Count.ShouldBe(2);
        vectors[0].ToFloats().Length.ShouldBePositive();
        vectors[0].ToFloats().Length.ShouldBe(vectors[1].ToFloats().Length);
        vectors[0].ToFloats().ToArray().ShouldNotBe(vectors[1].ToFloats().ToArray());
    }

    [Fact]
    public async Task Embeddings_ChatEndpoint_AreRefusedAsBadRequest()
    {
        var client = Clients.Embedding(demo.Endpoint("chat"), demo.ApiKey);

        var error = await Should.ThrowAsync<ClientResultException>(() => client.GenerateEmbeddingsAsync(["one"]));

        error.Status.ShouldBe(400);
        error.Message.ShouldContain("task_mode_mismatch");
    }
}
