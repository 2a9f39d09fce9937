using System.Text.Json;
using Xerotier.Contract.Tests.Backends;
using Xerotier.Contract.Tests.Platforms;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.JavaScript;

[Collection(ServerCollection.Name)]
[Trait("Requires", "node")]
public sealed class NodeErrorTests(ServerPlatform platform)
{
    [Fact]
    public async Task Key_Unknown_RaisesAuthenticationErrorOnce()
    {
        var seen = await NodeClient.RunAsync("plain", platform.Endpoint, "xero_contract_unknown");

        ShouldFail(seen, "AuthenticationError", "authentication_error", "invalid_api_key", attempts: 1);
    }

    [Fact]
    public async Task Key_OfAnotherProject_RaisesPermissionDeniedOnce()
    {
        var foreign = await platform.CreateProjectAsync("Foreign to Node");

        var seen = await NodeClient.RunAsync("plain", platform.Endpoint, foreign.Key);

        ShouldFail(seen, "PermissionDeniedError", "authorization_error", "cross_project_access", attempts: 1);
    }

    [Fact]
    public async Task Endpoint_Unknown_RaisesNotFoundOnce()
    {
        var nowhere = platform.EndpointOf(platform.Project, "nowhere");

        var seen = await NodeClient.RunAsync("plain", nowhere, platform.Project.Key);

        ShouldFail(seen, "NotFoundError", "invalid_request_error", "endpoint_not_found", attempts: 1);
    }

    [Fact]
    public async Task Body_WrongType_RaisesBadRequestWithTheField()
    {
        var seen = await NodeClient.RunAsync("wrong-type", platform.Endpoint, platform.Project.Key);

        ShouldFail(seen, "BadRequestError", "invalid_request_error", "invalid_request", attempts: 1);
        seen.GetProperty("error").GetProperty("param").GetString().ShouldBe("temperature");
    }

    [Fact]
    public async Task Agent_NobodyCouldServe_IsRetriedTwice()
    {
        var lonely = await platform.CreateProjectAsync("Lonely Node");
        await platform.CreateEndpointAsync(lonely, "empty");

        var seen = await NodeClient.RunAsync("plain", platform.EndpointOf(lonely, "empty"), lonely.Key);

        ShouldFail(seen, "InternalServerError", "service_error", "no_agent_available", attempts: 3);
    }

    [Fact]
    public async Task Quota_UsedUp_IsRetriedAfterTheTimeTold()
    {
        platform.Backend.On("node-limited", (_, context) => Answers.PlainAsync(context));
        var key = await platform.CreateKeyAsync(platform.Project, new { requests = 1, window_seconds = 5 });

        var seen = await NodeClient.RunAsync("limited", platform.Endpoint, key);

        // The first request, the refused one, and its one retry: an earlier retry would have been refused as well.
        seen.GetProperty("attempts").GetInt32().ShouldBe(3);
        seen.GetProperty("choices").GetArrayLength().ShouldBe(1);
    }

    private static void ShouldFail(JsonElement seen, string kind, string type, string code, int attempts)
    {
        var error = seen.GetProperty("error");
        error.GetProperty("kind").GetString().ShouldBe(kind);
        error.GetProperty("type").GetString().ShouldBe(type);
        error.GetProperty("code").GetString().ShouldBe(code);
        seen.GetProperty("attempts").GetInt32().ShouldBe(attempts);
    }
}
