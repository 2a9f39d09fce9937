using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Xerotier.ApiHost.Tests.Hosting;

public sealed class HostStopTests
{
    private static readonly TimeSpan Notice = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Stop_WithNotice_ServesNewConnectionsWhileNotReady()
    {
        var host = new TestHost(builder => builder.Configuration["Server:StopNotice"] = Notice.ToString());
        await host.InitializeAsync();
        (await GetAsync(host, "/readyz")).ShouldBe(HttpStatusCode.OK);

        var stopping = host.DisposeAsync();

        await Wait.UntilAsync(
            "the host was not ready",
            async () => await GetAsync(host, "/readyz") == HttpStatusCode.ServiceUnavailable);
        (await GetAsync(host, "/admin/v1/projects")).ShouldBe(HttpStatusCode.OK);
        stopping.IsCompleted.ShouldBeFalse();
        host.Clock.Advance(Notice);
        await stopping;
    }

    [Fact]
    public async Task ShutdownTimeout_OfALongDrain_CoversNoticeAndDrain()
    {
        await using var app = XerotierHost.Build(
            ["--Storage:Volatile", "true", "--Server:StopNotice", "00:01:00", "--Tunnels:DrainTimeout", "00:05:00"]);

        var options = app.Services.GetRequiredService<IOptions<HostOptions>>().Value;

        options.ShutdownTimeout.ShouldBeGreaterThan(TimeSpan.FromMinutes(6));
    }

    // Over a connection of its own, as probes come.
    private static async Task<HttpStatusCode> GetAsync(TestHost host, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = host.Url };
        return (await new ApiClient(http, TestHost.AdminToken).GetAsync(path)).Status;
    }
}
