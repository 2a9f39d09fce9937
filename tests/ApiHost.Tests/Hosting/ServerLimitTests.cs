using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Xerotier.ApiHost.Tests.Hosting;

/// <summary>Bad clients: oversized, endless and slow requests.</summary>
public sealed class ServerLimitTests : IAsyncLifetime
{
    private readonly TestHost _host = new(builder =>
    {
        builder.Configuration["Server:BodyGrace"] = "00:00:01.2";
        builder.Configuration["Server:HeaderTimeout"] = "00:00:01";
        builder.Configuration["Server:KnownProxies:0"] = "127.0.0.1";
    });

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Body_OverTheLimit_Answers413InTheEnvelope()
    {
        var answer = await _host.Admin.PostAsync(
            "/admin/v1/projects", $$"""{"name":"{{new string('a', 70_000)}}"}""");

        answer.ShouldBe(HttpStatusCode.RequestEntityTooLarge, "invalid_request_error", "body_too_large");
    }

    [Fact]
    public async Task Body_FarOverTheServersLimit_Answers413WithoutReadingIt()
    {
        string answer = await RawAsync(
            $"POST /admin/v1/projects HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestHost.AdminToken}\r\n"
            + "Content-Length: 999999999999\r\n\r\n");

        answer.ShouldStartWith("HTTP/1.1 413");
        answer.ShouldContain("body_too_large");
    }

    [Fact]
    public async Task Headers_Flooding_Answer431()
    {
        var flood = new StringBuilder("GET /healthz HTTP/1.1\r\nHost: x\r\n");
        for (int i = 0; i < 2_000; i++)
        {
            flood.Append($"X-Flood-{i}: {new string('a', 100)}\r\n");
        }

        (await RawAsync(flood.Append("\r\n").ToString())).ShouldStartWith("HTTP/1.1 431");
    }

    [Fact]
    public async Task Body_ThatNeverArrives_IsCutOff()
    {
        string answer = await RawAsync(
            $"POST /admin/v1/projects HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestHost.AdminToken}\r\n"
            + "Content-Length: 1000\r\n\r\n{");

        answer.ShouldStartWith("HTTP/1.1 408");
    }

    [Fact]
    public async Task Head_ThatNeverEnds_IsCutOff() =>
        (await RawAsync("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")).ShouldNotContain("200 OK");

    [Fact]
    public async Task ForwardedAddress_FromAKnownProxy_IsBelieved()
    {
        var project = await _host.CreateProjectAsync();
        var created = await project.CreateKeyAsync("\"ip_filter\":{\"allow\":[\"10.0.0.0/8\"]}");

        var answer = await _host.As(created.Text("key")).SendAsync(
            HttpMethod.Get,
            project.Root + "/models",
            change: request => request.Headers.Add("X-Forwarded-For", "10.1.2.3"));

        answer.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "/no/such/route/at/all", HttpStatusCode.NotFound, "route_not_found")]
    [InlineData("POST", "/healthz", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    public async Task Route_ThatIsNotThere_AnswersInTheEnvelope(
        string method, string path, HttpStatusCode status, string code)
    {
        var answer = await _host.As(null).SendAsync(HttpMethod.Parse(method), path);

        answer.ShouldBe(status, "invalid_request_error", code);
        answer.Headers.Contains("X-Request-ID").ShouldBeTrue();
    }

    [Theory]
    [InlineData("my-request.1", true)]
    [InlineData("bad id", false)]
    public async Task RequestId_OfTheClient_IsKeptWhenItIsSafe(string id, bool kept)
    {
        var answer = await _host.As(null).SendAsync(
            HttpMethod.Get, "/healthz", change: request => request.Headers.TryAddWithoutValidation("X-Request-ID", id));

        (answer.Headers.GetValues("X-Request-ID").Single() == id).ShouldBe(kept);
    }

    [Fact]
    public async Task OpenApi_OfTheHost_DescribesItsRoutes()
    {
        var document = (await _host.As(null).GetAsync("/openapi/v1.json")).Json;

        document["paths"]!["/{project}/v1/endpoints"]!["post"].ShouldNotBeNull();
        document["paths"]!["/v1/enroll"]!["post"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Probes_OfARunningHost_AreWell()
    {
        (await _host.As(null).GetAsync("/healthz")).Status.ShouldBe(HttpStatusCode.OK);
        (await _host.As(null).GetAsync("/readyz")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_host.Url.Host, _host.Url.Port);
        var stream = client.GetStream();
        var answer = new StringBuilder();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
            byte[] buffer = new byte[4096];
            while (await Wait.ForAsync("the answer or the end", stream.ReadAsync(buffer).AsTask()) is > 0 and var read)
            {
                answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
                if (answer.ToString().EndsWith("}}", StringComparison.Ordinal))
                {
                    break;
                }
            }
        }
        catch (IOException)
        {
            // The host may reset the connection after its answer.
        }

        return answer.ToString();
    }
}
