using System.Net;
using System.Text.RegularExpressions;

namespace Xerotier.ApiHost.Tests.ApiKeys;

[Collection(HostCollection.Name)]
public sealed partial class ApiKeyResourceTests(TestHost host)
{
    [Fact]
    public async Task Create_AKey_ShowsTheSecretOnce()
    {
        var project = await host.CreateProjectAsync();

        var created = await project.CreateKeyAsync("\"scopes\":[\"inference\",\"management\"]");

        string secret = created.Text("key");
        SecretForm().IsMatch(secret).ShouldBeTrue(secret);
        secret.ShouldStartWith(created.Text("prefix"));
        string path = $"{Keys(project)}/{created.Text("id")}";
        (await project.Client.GetAsync(path)).Content.ShouldNotContain(secret);
        (await project.Client.GetAsync(Keys(project))).Content.ShouldNotContain(secret);
    }

    [Fact]
    public async Task Rotate_AKey_KeepsTheOldSecretForTheGraceTime()
    {
        var project = await host.CreateProjectAsync();
        var created = await project.CreateKeyAsync("\"scopes\":[\"inference\"]");

        var rotated = await project.Client.PostAsync(
            $"{Keys(project)}/{created.Text("id")}/rotate", """{"grace_seconds":3600}""");

        rotated.Status.ShouldBe(HttpStatusCode.OK);
        rotated.Text("id").ShouldBe(created.Text("id"));
        (await StatusAsync(project, rotated.Text("key"))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(project, created.Text("key"))).ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        (await StatusAsync(project, rotated.Text("key"))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(project, created.Text("key"))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Revoke_ARotatedKey_EndsBothSecretsAtOnce()
    {
        var project = await host.CreateProjectAsync();
        var created = await project.CreateKeyAsync("\"scopes\":[\"inference\"]");
        string path = $"{Keys(project)}/{created.Text("id")}";
        var rotated = await project.Client.PostAsync(path + "/rotate");
        (await StatusAsync(project, created.Text("key"))).ShouldBe(HttpStatusCode.OK);

        await project.Client.DeleteAsync(path);

        (await StatusAsync(project, created.Text("key"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(project, rotated.Text("key"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await project.Client.PostAsync(path + "/rotate"))
            .ShouldBe(HttpStatusCode.Conflict, "invalid_request_error", "invalid_state");
    }

    [Fact]
    public async Task Revoke_Keys_MakesRoomForOthersAndListsTheLastOnes()
    {
        var small = new TestHost(builder => builder.Configuration["Projects:MaxOwnedPerKind"] = "2");
        await small.InitializeAsync();
        try
        {
            var project = await small.CreateProjectAsync();
            var last = "";
            for (int i = 0; i < 4; i++)
            {
                last = (await project.CreateKeyAsync("\"role\":\"member\"")).Text("id");
                (await project.Client.PostAsync(Keys(project), """{"name":"one too many"}"""))
                    .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "limit_reached");
                await project.Client.DeleteAsync($"{Keys(project)}/{last}");
            }

            var listed = (await project.Client.GetAsync(Keys(project))).Json["data"]!.AsArray();
            listed.Count.ShouldBe(3, "the one in use and two revoked ones");
            ((string?)listed[^1]!["id"]).ShouldBe(last);
            ((bool)listed[^1]!["is_active"]!).ShouldBeFalse();
        }
        finally
        {
            await small.DisposeAsync();
        }
    }

    [Fact]
    public async Task SetQuota_AndLiftIt_IsShown()
    {
        var project = await host.CreateProjectAsync();
        string path = $"{Keys(project)}/{(await project.CreateKeyAsync("\"role\":\"member\"")).Text("id")}";

        var limited = await project.Client.PutAsync(path + "/quota", """{"requests":5,"window_seconds":60}""");
        var lifted = await project.Client.PutAsync(path + "/quota", """{"requests":null}""");

        limited.Json["quota"]!.ToJsonString().ShouldBe("""{"requests":5,"window_seconds":60}""");
        lifted.Json["quota"].ShouldBeNull();
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"k","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"k","scopes":["root"]}""", "scopes")]
    [InlineData("""{"name":"k","scopes":"inference"}""", "scopes")]
    [InlineData("""{"name":"k","role":"king"}""", "role")]
    [InlineData("""{"name":"k","expires_at":1}""", "expires_at")]
    [InlineData("""{"name":"k","expires_at":1.5}""", "expires_at")]
    [InlineData("""{"name":"k","quota":{"requests":0,"window_seconds":1}}""", "quota.requests")]
    [InlineData("""{"name":"k","quota":{"requests":1}}""", "quota.window_seconds")]
    [InlineData("""{"name":"k","ip_filter":{"allow":["300.1.1.1"]}}""", "ip_filter.allow")]
    [InlineData("""{"name":"\ud800"}""", "name")]
    public async Task Create_WithABadBody_NamesTheField(string body, string param)
    {
        var project = await host.CreateProjectAsync();

        (await project.Client.PostAsync(Keys(project), body))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", param);
    }

    [Fact]
    public async Task Create_WithMorePowerThanOnesOwn_IsRefused()
    {
        var project = await host.CreateProjectAsync();

        (await project.Client.PostAsync(Keys(project), """{"name":"k","role":"owner"}"""))
            .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "permission_denied", "role");
    }

    [Fact]
    public async Task Create_WithoutARole_MakesAMemberWhomAnAdminCanPromote()
    {
        var project = await host.CreateProjectAsync();
        var created = await project.CreateKeyAsync("\"scopes\":[\"management\"]");
        created.Text("role").ShouldBe("member");
        var member = host.As(created.Text("key"));
        string path = $"{Keys(project)}/{created.Text("id")}";

        (await member.PatchAsync(path, """{"role":"viewer"}"""))
            .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "permission_denied");
        (await project.Client.PatchAsync(path, """{"role":"owner"}"""))
            .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "permission_denied", "role");
        (await project.Client.PatchAsync(path, "{}"))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "role");
        (await project.Client.PatchAsync(path, """{"role":"admin"}""")).Text("role").ShouldBe("admin");

        (await member.PostAsync(Keys(project), """{"name":"k","role":"admin"}""")).Status
            .ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/rotate")]
    [InlineData("PUT", "/ip-filter")]
    public async Task Member_CannotChangeAnAdminsKey(string method, string suffix)
    {
        var project = await host.CreateProjectAsync();
        var member = host.As((await project.CreateKeyAsync("\"scopes\":[\"management\"]")).Text("key"));
        var admin = await project.CreateKeyAsync("\"role\":\"admin\"");

        (await member.SendAsync(HttpMethod.Parse(method), $"{Keys(project)}/{admin.Text("id")}{suffix}", "{}"))
            .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "permission_denied");
        (await StatusAsync(project, admin.Text("key"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Create_LockedToAnUnknownEndpoint_Answers404()
    {
        var project = await host.CreateProjectAsync();

        (await project.Client.PostAsync(Keys(project), """{"name":"k","endpoint":"nope"}"""))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "endpoint_not_found", "endpoint");
    }

    [Theory]
    [InlineData("not-a-uuid", HttpStatusCode.BadRequest, "invalid_id", "id")]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", HttpStatusCode.NotFound, "api_key_not_found", null)]
    public async Task Get_WhatIsNotThere_SaysSo(string id, HttpStatusCode status, string code, string? param)
    {
        var project = await host.CreateProjectAsync();

        (await project.Client.GetAsync($"{Keys(project)}/{id}"))
            .ShouldBe(status, "invalid_request_error", code, param);
    }

    [Fact]
    public async Task List_InPages_ShowsEveryKeyOnce()
    {
        var project = await host.CreateProjectAsync();
        for (int i = 0; i < 4; i++)
        {
            await project.CreateKeyAsync("\"role\":\"member\"");
        }

        List<string> seen = [];
        for (string query = "?limit=2"; query.Length > 0;)
        {
            var page = (await project.Client.GetAsync(Keys(project) + query)).Json;
            seen.AddRange(page["data"]!.AsArray().Select(key => (string)key!["id"]!));
            ((int)page["total"]!).ShouldBe(5);
            query = (bool)page["has_more"]! ? $"?limit=2&after={seen[^1]}" : "";
        }

        seen.Count.ShouldBe(5);
        seen.ShouldBeUnique();
    }

    [Theory]
    [InlineData("?limit=0", "invalid_request", "limit")]
    [InlineData("?limit=101", "invalid_request", "limit")]
    [InlineData("?limit=x", "invalid_request", "limit")]
    [InlineData("?after=x", "invalid_id", "after")]
    [InlineData("?after=0f8fad5b-d9cb-469f-a165-70867728950e", "invalid_request", "after")]
    public async Task List_WithABadPage_NamesTheParameter(string query, string code, string param)
    {
        var project = await host.CreateProjectAsync();

        (await project.Client.GetAsync(Keys(project) + query))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", code, param);
    }

    private static string Keys(TestProject project) => project.Root + "/management/api-keys";

    private async Task<HttpStatusCode> StatusAsync(TestProject project, string secret) =>
        (await host.As(secret).GetAsync(project.Root + "/models")).Status;

    [GeneratedRegex("^xero_[a-z0-9-]{1,40}_[A-Za-z0-9_-]{43}$")]
    private static partial Regex SecretForm();
}
