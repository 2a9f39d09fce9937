using System.Net;

namespace Xerotier.ApiHost.Tests.Auth;

[Collection(HostCollection.Name)]
public sealed class AuthenticationTests(TestHost host)
{
    private const string Message = "The API key is missing or not valid.";

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer xero_acme_0000000000000000000000000000000000000000000")]
    [InlineData("Bearer ' OR '1'='1")]
    [InlineData("Bearer xero_acme_'; DROP TABLE orleansstorage; --")]
    [InlineData("Bearer xero_acme_%27%20OR%201=1")]
    public async Task AnyRoute_WithoutAValidKey_Answers401AndNoHint(string? header)
    {
        var project = await host.CreateProjectAsync();
        foreach (string path in (string[])[project.Root + "/models", "/proj_unknown/v1/models", "/x/y/v1/models"])
        {
            var answer = await SendAsync(path, header);

            ShouldGiveNoHint(answer);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
            answer.Headers.GetValues("X-Request-ID").Single().ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task AnyRoute_WithAVeryLongKey_Answers401()
    {
        var answer = await SendAsync("/proj_unknown/v1/models", "Bearer xero_" + new string('a', 8000));

        ShouldGiveNoHint(answer);
    }

    [Fact]
    public async Task Key_Revoked_Answers401AtOnce()
    {
        var project = await host.CreateProjectAsync();
        var created = await project.CreateKeyAsync("\"scopes\":[\"inference\"]");
        var client = host.As(created.Text("key"));
        (await client.GetAsync(project.Root + "/models")).Status.ShouldBe(HttpStatusCode.OK);

        var revoked = await project.Client.DeleteAsync($"{project.Root}/management/api-keys/{created.Text("id")}");

        ((bool)revoked.Json["is_active"]!).ShouldBeFalse();
        ShouldGiveNoHint(await client.GetAsync(project.Root + "/models"));
    }

    [Fact]
    public async Task Key_Expired_Answers401()
    {
        var project = await host.CreateProjectAsync();
        long expires = host.Clock.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds();
        var client = host.As((await project.CreateKeyAsync($"\"expires_at\":{expires}")).Text("key"));
        (await client.GetAsync(project.Root + "/models")).Status.ShouldBe(HttpStatusCode.OK);

        host.Clock.Advance(TimeSpan.FromMinutes(6));

        ShouldGiveNoHint(await client.GetAsync(project.Root + "/models"));
    }

    [Fact]
    public async Task Key_LockedToAnEndpoint_OpensNothingElse()
    {
        var project = await host.CreateProjectAsync();
        await project.CreateEndpointAsync("chat");
        await project.CreateEndpointAsync("other");
        var locked = host.As((await project.CreateKeyAsync("\"endpoint\":\"chat\"")).Text("key"));

        (await locked.GetAsync($"/{project.Id}/chat/v1/models")).Status.ShouldBe(HttpStatusCode.OK);
        (await locked.GetAsync($"/{project.Id}/other/v1/models"))
            .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "endpoint_not_allowed");
        (await locked.GetAsync(project.Root + "/models"))
            .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "endpoint_not_allowed");
    }

    [Fact]
    public async Task Key_WithAnAddressFilter_OpensOnlyFromThere()
    {
        var project = await host.CreateProjectAsync();
        var created = await project.CreateKeyAsync("\"ip_filter\":{\"allow\":[\"10.0.0.0/8\"]}");
        var client = host.As(created.Text("key"));
        (await client.GetAsync(project.Root + "/models"))
            .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "ip_not_allowed");

        await project.Client.PutAsync(
            $"{project.Root}/management/api-keys/{created.Text("id")}/ip-filter", """{"allow":["127.0.0.1"]}""");

        (await client.GetAsync(project.Root + "/models")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ForwardedAddress_FromAnUnknownProxy_IsNotBelieved()
    {
        var project = await host.CreateProjectAsync();
        var created = await project.CreateKeyAsync("\"ip_filter\":{\"allow\":[\"10.0.0.0/8\"]}");

        var answer = await host.As(created.Text("key")).SendAsync(
            HttpMethod.Get,
            project.Root + "/models",
            change: request => request.Headers.Add("X-Forwarded-For", "10.1.2.3"));

        answer.ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "ip_not_allowed");
    }

    [Fact]
    public async Task Viewer_Managing_MayOnlyRead()
    {
        var project = await host.CreateProjectAsync();
        var key = await project.CreateKeyAsync("\"role\":\"viewer\",\"scopes\":[\"management\"]");
        var viewer = host.As(key.Text("key"));

        (await viewer.GetAsync(project.Root + "/endpoints")).Status.ShouldBe(HttpStatusCode.OK);
        (await viewer.PostAsync(project.Root + "/endpoints", "{}"))
            .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "permission_denied");
    }

    private static void ShouldGiveNoHint(ApiAnswer answer)
    {
        answer.ShouldBe(HttpStatusCode.Unauthorized, "authentication_error", "invalid_api_key");
        ((string)answer.Error["message"]!).ShouldBe(Message);
    }

    private Task<ApiAnswer> SendAsync(string path, string? header) => host.As(null).SendAsync(
        HttpMethod.Get,
        path,
        change: request =>
        {
            if (header is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", header);
            }
        });
}
