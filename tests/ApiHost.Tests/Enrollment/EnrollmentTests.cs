using System.Net;

namespace Xerotier.ApiHost.Tests.Enrollment;

[Collection(HostCollection.Name)]
public sealed class EnrollmentTests(TestHost host)
{
    [Fact]
    public async Task Enrol_WithAJoinKey_MakesAnAgentOfItsProject()
    {
        var project = await host.CreateProjectAsync();
        string joinKey = await project.CreateJoinKeyAsync(
            """
            "name":"rack 7","region":"eu-1","supported_tiers":["gpu_nvidia_shared"],
            "storage_limit_bytes":1000
            """);

        var enrolled = await EnrollAsync(joinKey);

        enrolled.Status.ShouldBe(HttpStatusCode.OK, enrolled.Content);
        string id = enrolled.Text("agent_id");
        enrolled.Text("token").ShouldStartWith($"xat_{id}_");
        enrolled.Text("rotation_token").ShouldStartWith($"xrt_{id}_");
        ((int)enrolled.Json["heartbeat_interval_seconds"]!).ShouldBe(2);
        enrolled.Text("tunnel_url").ShouldBe($"ws://{host.Url.Authority}/v1/agents/tunnel");
        var agent = (await project.Client.GetAsync($"{project.Root}/management/agents/{id}")).Json;
        ((string)agent["state"]!).ShouldBe("pending");
        ((string)agent["region"]!).ShouldBe("eu-1");
        ((long)agent["storage_limit_bytes"]!).ShouldBe(1000);
        agent["supported_tiers"]!.ToJsonString().ShouldBe("""["self_hosted","gpu_nvidia_shared"]""");
    }

    [Fact]
    public async Task JoinKey_UsedAgain_ChangesNothing()
    {
        var project = await host.CreateProjectAsync();
        string joinKey = await project.CreateJoinKeyAsync();
        var first = await EnrollAsync(joinKey);

        var second = await EnrollAsync(joinKey, "thief");

        second.ShouldBe(HttpStatusCode.Unauthorized, "authentication_error", "invalid_join_key", "join_key");
        var agents = (await project.Client.GetAsync(project.Root + "/management/agents")).Json["data"]!.AsArray();
        ((string)agents.Single()!["name"]!).ShouldBe("node");
        (await HeartbeatAsync(first.Text("token"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task JoinKey_ExpiredRevokedOrUnknown_IsRefused()
    {
        var project = await host.CreateProjectAsync();
        string expired = await project.CreateJoinKeyAsync("\"expires_in_seconds\":60");
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        var created = await project.Client.PostAsync(project.Root + "/management/join-keys", "{}");
        await project.Client.DeleteAsync($"{project.Root}/management/join-keys/{created.Text("id")}");

        foreach (string joinKey in (string[])[expired, created.Text("key"), "xjk_unknown", "' OR 1=1 --"])
        {
            (await EnrollAsync(joinKey))
                .ShouldBe(HttpStatusCode.Unauthorized, "authentication_error", "invalid_join_key", "join_key");
        }

        (await project.Client.GetAsync(project.Root + "/management/agents")).Json["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Refresh_WithTheRotationToken_ReplacesBothTokens()
    {
        var enrolled = await EnrollAsync(await (await host.CreateProjectAsync()).CreateJoinKeyAsync());

        var refreshed = await RefreshAsync(enrolled.Text("rotation_token"));

        refreshed.Status.ShouldBe(HttpStatusCode.OK);
        refreshed.Text("agent_id").ShouldBe(enrolled.Text("agent_id"));
        (await HeartbeatAsync(refreshed.Text("token"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task RotationToken_UsedAgain_RevokesTheWholeFamily()
    {
        var enrolled = await EnrollAsync(await (await host.CreateProjectAsync()).CreateJoinKeyAsync());
        var second = await RefreshAsync(enrolled.Text("rotation_token"));
        var third = await RefreshAsync(second.Text("rotation_token"));
        third.Status.ShouldBe(HttpStatusCode.OK);

        var replay = await RefreshAsync(enrolled.Text("rotation_token"));

        replay.ShouldBe(
            HttpStatusCode.Unauthorized, "authentication_error", "invalid_rotation_token", "rotation_token");
        (await HeartbeatAsync(third.Text("token")))
            .ShouldBe(HttpStatusCode.Unauthorized, "authentication_error", "invalid_agent_token");
        (await RefreshAsync(third.Text("rotation_token"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"name":"a"}""", "join_key")]
    [InlineData("""{"join_key":"xjk_a"}""", "name")]
    [InlineData("""{"join_key":"xjk_a","name":"a","max_concurrent_requests":-1}""", "max_concurrent_requests")]
    [InlineData("""{"join_key":"xjk_a","name":"a","accelerators":"nvidia"}""", "accelerators")]
    [InlineData("""{"join_key":"xjk_a","name":"a","direct_url":"file:///etc/passwd"}""", "direct_url")]
    public async Task Enrol_WithABadBody_NamesTheField(string body, string param) =>
        (await host.As(null).PostAsync("/v1/enroll", body))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", param);

    [Fact]
    public async Task DirectUrl_OfAProjectsAgent_IsRefused()
    {
        string joinKey = await (await host.CreateProjectAsync()).CreateJoinKeyAsync();

        (await host.As(null).PostAsync(
            "/v1/enroll", $$"""{"join_key":"{{joinKey}}","name":"a","direct_url":"http://10.0.0.1:9095"}"""))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "direct_url");
    }

    [Fact]
    public async Task PlatformAgent_EnrolledByTheAdmin_IsSeenOnlyByTheAdmin()
    {
        var project = await host.CreateProjectAsync();
        var created = await host.Admin.PostAsync(
            "/admin/v1/join-keys", """{"supported_tiers":["gpu_nvidia_shared"]}""");
        var enrolled = await EnrollAsync(created.Text("key"));
        string id = enrolled.Text("agent_id");

        (await host.Admin.GetAsync($"/admin/v1/agents/{id}")).Text("id").ShouldBe(id);
        (await project.Client.GetAsync($"{project.Root}/management/agents/{id}"))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "agent_not_found");
    }

    [Theory]
    [InlineData("\"expires_in_seconds\":3601", "expires_in_seconds")]
    [InlineData("\"expires_in_hours\":24", "expires_in_hours")]
    [InlineData("\"region\":\"\"", "region")]
    [InlineData("\"supported_tiers\":[\"warp\"]", "supported_tiers")]
    [InlineData("\"storage_limit_enabled\":true", "storage_limit_bytes")]
    public async Task CreateJoinKey_WithABadBody_NamesTheField(string members, string param)
    {
        var project = await host.CreateProjectAsync();

        (await project.Client.PostAsync(project.Root + "/management/join-keys", $$"""{{{members}}}"""))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", param);
    }

    [Fact]
    public async Task Heartbeat_OfAPendingAgent_MakesItActive()
    {
        var project = await host.CreateProjectAsync();
        var enrolled = await EnrollAsync(await project.CreateJoinKeyAsync());
        string path = $"{project.Root}/management/agents/{enrolled.Text("agent_id")}";

        await HeartbeatAsync(enrolled.Text("token"));

        await StateAsync(project, path, "active");
        (await project.Client.PostAsync(path + "/suspend")).Text("state").ShouldBe("suspended");
        (await HeartbeatAsync(enrolled.Text("token"))).Text("state").ShouldBe("suspended");
        await project.Client.PostAsync(path + "/resume");
        var events = (await project.Client.GetAsync(path + "/events")).Json["data"]!.AsArray();
        events.Select(happened => (string)happened!["state"]!).ShouldContain("suspended");
    }

    [Fact]
    public async Task Agent_Patched_ShowsTheChange()
    {
        var project = await host.CreateProjectAsync();
        var enrolled = await EnrollAsync(await project.CreateJoinKeyAsync());

        var patched = await project.Client.PatchAsync(
            $"{project.Root}/management/agents/{enrolled.Text("agent_id")}",
            """{"name":"renamed","description":"rack 7","region":"us-1","max_concurrent_requests":3}""");

        patched.Text("name").ShouldBe("renamed");
        patched.Text("region").ShouldBe("us-1");
        ((int)patched.Json["max_concurrent_requests"]!).ShouldBe(3);
    }

    [Fact]
    public async Task Agent_Removed_LosesItsTokenAndIsGone()
    {
        var project = await host.CreateProjectAsync();
        var enrolled = await EnrollAsync(await project.CreateJoinKeyAsync());
        string path = $"{project.Root}/management/agents/{enrolled.Text("agent_id")}";

        await project.Client.DeleteAsync(path);

        (await project.Client.GetAsync(path))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "agent_not_found");
        (await HeartbeatAsync(enrolled.Text("token")))
            .ShouldBe(HttpStatusCode.Unauthorized, "authentication_error", "invalid_agent_token");
    }

    [Fact]
    public async Task Logs_OfAnAgentThatIsNotConnected_Answer503()
    {
        var project = await host.CreateProjectAsync();
        var enrolled = await EnrollAsync(await project.CreateJoinKeyAsync());

        (await project.Client.GetAsync($"{project.Root}/management/agents/{enrolled.Text("agent_id")}/logs"))
            .ShouldBe(HttpStatusCode.ServiceUnavailable, "service_error", "no_agent_available");
    }

    [Theory]
    [InlineData("{}", "sequence")]
    [InlineData("""{"sequence":1,"running":0,"waiting":0,"max_concurrent_requests":0}""", "max_concurrent_requests")]
    [InlineData(
        """{"sequence":1,"running":0,"waiting":0,"max_concurrent_requests":1,"kv_usage":2}""", "kv_usage")]
    [InlineData(
        """{"sequence":1,"running":0,"waiting":0,"max_concurrent_requests":1,"models":[{"name":"m","state":"odd"}]}""",
        "models[0].state")]
    public async Task Heartbeat_WithABadBody_NamesTheField(string body, string param)
    {
        var enrolled = await EnrollAsync(await (await host.CreateProjectAsync()).CreateJoinKeyAsync());

        (await host.As(enrolled.Text("token")).PostAsync("/v1/agents/heartbeat", body))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", param);
    }

    private static async Task StateAsync(TestProject project, string path, string state)
    {
        string seen = "";
        for (var until = DateTime.UtcNow.AddSeconds(30); seen != state; await Task.Yield())
        {
            seen = (await project.Client.GetAsync(path)).Text("state");
            (DateTime.UtcNow < until || seen == state).ShouldBeTrue($"waited for {state}, is {seen}");
        }
    }

    private Task<ApiAnswer> EnrollAsync(string joinKey, string name = "node") => host.As(null).PostAsync(
        "/v1/enroll",
        $$"""
        {"join_key":"{{joinKey}}","name":"{{name}}","version":"1","accelerators":[],"max_concurrent_requests":0}
        """);

    private Task<ApiAnswer> RefreshAsync(string token) =>
        host.As(null).PostAsync("/v1/enroll/refresh", $$"""{"rotation_token":"{{token}}"}""");

    private Task<ApiAnswer> HeartbeatAsync(string token) => host.As(token).PostAsync(
        "/v1/agents/heartbeat",
        """{"sequence":1,"running":0,"waiting":0,"max_concurrent_requests":4,"models":[],"draining":false}""");
}
