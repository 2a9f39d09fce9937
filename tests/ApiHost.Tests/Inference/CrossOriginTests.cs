using System.Net;
using Xerotier.Grains.Endpoints;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Inference;

public sealed class CrossOriginTests
{
    private const string Origin = "https://app.example";

    private static readonly EndpointCors Rules =
        new([Origin], ["GET", "POST", "OPTIONS"], ["Content-Type", "Authorization"], 600, true);

    [Fact]
    public async Task Preflight_AllowedOrigin_IsAnsweredWithoutAKey()
    {
        await using var scene = await StartAsync(Rules);

        using var answer = await PreflightAsync(scene, Origin);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Header("Access-Control-Allow-Origin").ShouldBe(Origin);
        answer.Header("Access-Control-Allow-Methods").ShouldBe("GET, POST, OPTIONS");
        answer.Header("Access-Control-Allow-Headers").ShouldBe("Content-Type, Authorization");
        answer.Header("Access-Control-Max-Age").ShouldBe("600");
        answer.Header("Access-Control-Allow-Credentials").ShouldBe("true");
        answer.Header("Vary").ShouldBe("Origin");
    }

    [Theory]
    [InlineData("https://evil.example", true)]
    [InlineData(Origin, false)]
    public async Task Preflight_OriginOrEndpointWithoutRules_AllowsNothing(string origin, bool hasRules)
    {
        await using var scene = await StartAsync(hasRules ? Rules : null);

        using var answer = await PreflightAsync(scene, origin);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Header("Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Fact]
    public async Task Preflight_UnknownEndpoint_LooksLikeOneWithoutRules()
    {
        await using var scene = await StartAsync(Rules);

        using var answer = await PreflightAsync(scene, Origin, "nothing");

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Header("Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Fact]
    public async Task Post_AllowedOrigin_MayReadTheAnswer()
    {
        await using var scene = await StartAsync(Rules with { AllowOrigins = ["*"], AllowCredentials = false });

        using var answer = await scene.PostAsync(Scene.Hello, headers: ("Origin", "https://any.example"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("Access-Control-Allow-Origin").ShouldBe("*");
        answer.Header("Access-Control-Allow-Credentials").ShouldBeNull();
        answer.Header("Access-Control-Expose-Headers").ShouldNotBeNull().ShouldContain("X-Request-ID");
    }

    private static async Task<Scene> StartAsync(EndpointCors? rules)
    {
        var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));
        var route = scene.Grains.Endpoint;
        scene.Grains.Endpoint = route with { Spec = route.Spec with { Cors = rules } };
        return scene;
    }

    private static Task<HttpResponseMessage> PreflightAsync(
        Scene scene, string origin, string slug = SceneGrains.Slug) => scene.SendAsync(
        HttpMethod.Options,
        $"/{SceneGrains.Project}/{slug}{Scene.ChatPath}",
        key: null,
        headers: [("Origin", origin), ("Access-Control-Request-Method", "POST")]);
}
