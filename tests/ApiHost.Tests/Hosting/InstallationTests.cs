using System.Net;

namespace Xerotier.ApiHost.Tests.Hosting;

public sealed class InstallationTests
{
    [Theory]
    [InlineData("short")]
    [InlineData("has spaces in it, and more")]
    public async Task AdminToken_ThatIsWeakOrOdd_StopsTheStart(string token)
    {
        var host = new TestHost(builder => builder.Configuration["XEROTIER_ADMIN_TOKEN"] = token);

        var refused = await Should.ThrowAsync<InvalidOperationException>(host.InitializeAsync);

        refused.Message.ShouldContain("XEROTIER_ADMIN_TOKEN");
        refused.Message.ShouldNotContain(token);
    }

    [Fact]
    public async Task AdminToken_OfAFirstStart_IsPrintedOnceAndKept()
    {
        var output = new StringWriter();
        var console = Console.Out;
        Console.SetOut(output);
        var host = new TestHost(builder => builder.Configuration["XEROTIER_ADMIN_TOKEN"] = "");
        try
        {
            await host.InitializeAsync();
        }
        finally
        {
            Console.SetOut(console);
        }

        string token = output.ToString().Split("xadm_")[1][..43];
        (await host.As("xadm_" + token).GetAsync("/admin/v1/projects")).Status.ShouldBe(HttpStatusCode.OK);
        (await host.Admin.GetAsync("/admin/v1/projects")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await host.DisposeAsync();
    }
}
