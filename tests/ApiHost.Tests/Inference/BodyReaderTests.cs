using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Xerotier.ApiHost.Inference;
using Xerotier.TestKit.Agents;
using Xerotier.TestKit.Time;

namespace Xerotier.ApiHost.Tests.Inference;

public sealed class BodyReaderTests
{
    [Fact]
    public async Task Post_BodyNeverArrives_TakesLittleMemoryAndIsEndedInTime()
    {
        using var time = new ManualTimeProvider();
        await using var scene = await Scene.StartAsync(time, []);
        var budget = scene.Services.GetRequiredService<BodyReader>().Budget;
        using var client = new TcpClient();
        await client.ConnectAsync(scene.Client.BaseAddress!.Host, scene.Client.BaseAddress.Port);
        var head = $"POST /{SceneGrains.Project}/{SceneGrains.Slug}{Scene.ChatPath} HTTP/1.1\r\nHost: x\r\n"
            + $"Authorization: Bearer {SceneGrains.Key}\r\nContent-Type: application/json\r\n"
            + "Content-Length: 30000000\r\n\r\n{";

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await Wait.UntilAsync("the body was awaited", () => budget.Taken > 0);
        budget.Taken.ShouldBeLessThanOrEqualTo(32 << 10);
        using var reader = new StreamReader(client.GetStream());
        var answer = reader.ReadToEndAsync();
        await Wait.UntilAsync("the connection was closed", () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return answer.IsCompleted;
        });

        (await answer).ShouldStartWith("HTTP/1.1 408 ");
        (await answer).ShouldContain("request_body_timeout");
        budget.Taken.ShouldBe(0);
    }

    [Fact]
    public async Task Post_BodiesTakeAllMemory_IsRefusedAsOverload()
    {
        var settings = new Dictionary<string, string?> { ["Inference:MaxBodyBytesInAll"] = "1048576" };
        await using var scene = await Scene.StartAsync(
            TimeProvider.System, settings, AgentScripts.Json(AgentScripts.Completion));
        var budget = scene.Services.GetRequiredService<BodyReader>().Budget;

        using var large = await scene.PostAsync(Scene.Hello + new string(' ', 2_000_000));
        using var small = await scene.PostAsync(Scene.Hello);

        (await large.ErrorAsync()).ShouldBe((503, "service_error", "overloaded", null));
        small.IsSuccessStatusCode.ShouldBeTrue();
        await Wait.UntilAsync("all memory was given back", () => budget.Taken == 0);
    }
}
