using System.Net.Http.Headers;
using System.Text;
using Xerotier.TestKit.Json;

namespace Xerotier.ApiHost.Tests.Bodies;

[Collection(HostCollection.Name)]
public sealed class RandomManagementBodyTests(TestHost host)
{
    private const int Seed = 20261120;
    private const int Bodies = 300;

    [Theory]
    [InlineData("/endpoints")]
    [InlineData("/models")]
    [InlineData("/management/api-keys")]
    [InlineData("/management/join-keys")]
    public async Task RandomBodies_OnManagementRoutes_NeverFailTheServer(string route)
    {
        var project = await host.CreateProjectAsync();
        var random = new RandomJson(Seed);
        for (int i = 0; i < Bodies; i++)
        {
            byte[] body = random.Body();
            var answer = await project.Client.SendAsync(
                HttpMethod.Post,
                project.Root + route,
                change: request => request.Content = Json(body));

            ((int)answer.Status).ShouldBeLessThan(500, $"seed {Seed}, body {i}: {Encoding.UTF8.GetString(body)}");
        }
    }

    private static ByteArrayContent Json(byte[] body) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
