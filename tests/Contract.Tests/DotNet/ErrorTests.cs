using System.ClientModel;
using OpenAI.Chat;
using Xerotier.Contract.Tests.Backends;
using Xerotier.Contract.Tests.Platforms;

namespace Xerotier.Contract.Tests.DotNet;

[Collection(ServerCollection.Name)]
public sealed class ErrorTests(ServerPlatform platform)
{
    private readonly AttemptCounter _attempts = new();

    [Fact]
    public async Task Key_Unknown_Is401AndNotRetried()
    {
        var error = await FailAsync(platform.Endpoint, "xero_contract_unknown");

        error.Status.ShouldBe(401);
        error.Message.ShouldContain("invalid_api_key");
        _attempts.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Key_OfAnotherProject_Is403AndNotRetried()
    {
        var foreign = await platform.CreateProjectAsync("Foreign");

        var error = await FailAsync(platform.Endpoint, foreign.Key);

        error.Status.ShouldBe(403);
        error.Message.ShouldContain("cross_project_access");
        _attempts.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Endpoint_Unknown_Is404AndNotRetried()
    {
        var error = await FailAsync(platform.EndpointOf(platform.Project, "nowhere"), platform.Project.Key);

        error.Status.ShouldBe(404);
        error.Message.ShouldContain("endpoint_not_found");
        _attempts.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Body_WrongType_Is400WithTheFieldNamed()
    {
        var chat = Clients.Chat(platform.Endpoint, platform.Project.Key, _attempts);
        var body = BinaryContent.Create(BinaryData.FromString("""
            {"model":"any","messages":[{"role":"user","content":"hello"}],"temperature":"hot"}
            """));

        var error = await Should.ThrowAsync<ClientResultException>(() => chat.CompleteChatAsync(body));

        error.Status.ShouldBe(400);
        error.Message.ShouldContain("invalid_request_error");
        error.GetRawResponse()!.Content.ToString().ShouldContain("\"param\":\"temperature\"");
        _attempts.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Agent_NobodyCouldServe_Is503AndRetriedByTheClient()
    {
        var lonely = await platform.CreateProjectAsync("Lonely");
        await platform.CreateEndpointAsync(lonely, "empty");

        var error = await FailAsync(platform.EndpointOf(lonely, "empty"), lonely.Key);

        error.Status.ShouldBe(503);
        error.Message.ShouldContain("no_agent_available");
        // The client's own default: three retries.
        _attempts.Attempts.ShouldBe(4);
    }

    [Fact]
    public async Task Quota_UsedUp_Is429WithRetryAfter()
    {
        platform.Backend.On("dotnet-quota", (_, context) => Answers.PlainAsync(context));
        var key = await platform.CreateKeyAsync(platform.Project, new { requests = 1, window_seconds = 600 });
        var chat = Clients.Chat(platform.Endpoint, key);
        await chat.CompleteChatAsync("dotnet-quota");

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, platform.Endpoint + "/chat/completions");
        request.Headers.Authorization = new("Bearer", key);
        request.Content = new StringContent(
            """{"model":"any","messages":[{"role":"user","content":"dotnet-quota"}]}""");
        request.Content.Headers.ContentType = new("application/json");
        using var refused = await http.SendAsync(request);

        ((int)refused.StatusCode).ShouldBe(429);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Quota_UsedUp_IsRetriedAfterTheTimeTold()
    {
        platform.Backend.On("dotnet-limited", (_, context) => Answers.PlainAsync(context));
        var key = await platform.CreateKeyAsync(platform.Project, new { requests = 1, window_seconds = 5 });
        var chat = Clients.Chat(platform.Endpoint, key, _attempts);
        await chat.CompleteChatAsync("dotnet-limited");

        await chat.CompleteChatAsync("dotnet-limited");

        // The first request, the refused one, and its one retry: an earlier retry would have been refused as well.
        _attempts.Attempts.ShouldBe(3);
    }

    private async Task<ClientResultException> FailAsync(Uri endpoint, string key)
    {
        var chat = Clients.Chat(endpoint, key, _attempts);
        return await Should.ThrowAsync<ClientResultException>(
            () => chat.CompleteChatAsync([new UserChatMessage("hello")]));
    }
}
