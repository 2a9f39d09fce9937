using System.Net;
using Xerotier.ApiHost.Tests.Inference;
using Xerotier.Grains.ApiKeys;
using Xerotier.Grains.Limits;
using Xerotier.TestKit.Agents;

namespace Xerotier.ApiHost.Tests.Limits;

public sealed class RateLimitTests
{
    private static readonly LimitReply Granted = new(LimitOutcome.Granted, 63, 9_000, 1, 6, 0);

    [Fact]
    public async Task Post_TierWithLimits_ReservesTellsAndSettles()
    {
        await using var scene = await StartAsync("free", AgentScripts.Json(AgentScripts.Completion));
        LimitRequest? asked = null;
        scene.Grains.Limit = request =>
        {
            asked = request;
            return Granted;
        };

        using var answer = await scene.PostAsync(
            """{"model":"m","messages":[{"role":"user","content":"12345678"}],"max_tokens":50,"n":2}""");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        asked.ShouldBe(new LimitRequest(64, 10_000, 3, 106));
        answer.Header("X-RateLimit-Limit").ShouldBe("64");
        answer.Header("X-RateLimit-Remaining").ShouldBe("63");
        answer.Header("X-RateLimit-Reset").ShouldBe("1");
        answer.Header("X-RateLimit-Limit-Tokens").ShouldBe("10000");
        answer.Header("X-RateLimit-Remaining-Tokens").ShouldBe("9000");
        answer.Header("X-RateLimit-Reset-Tokens").ShouldBe("6");
        await Wait.UntilAsync("the reservation was settled", () => !scene.Grains.Settled.IsEmpty);
        scene.Grains.Settled.ShouldBe([9 - 106]);
    }

    [Theory]
    [InlineData(LimitOutcome.RequestsUsedUp)]
    [InlineData(LimitOutcome.TokensUsedUp)]
    public async Task Post_RateIsUsedUp_SaysWhenToComeBack(LimitOutcome outcome)
    {
        await using var scene = await StartAsync("gpu_nvidia_shared");
        scene.Grains.Limit = _ => new LimitReply(outcome, 0, 0, 40, 40, 12);

        using var answer = await scene.PostAsync(Scene.Hello);

        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(12));
        answer.Header("X-RateLimit-Remaining").ShouldBe("0");
        var error = (await answer.JsonAsync())["error"]!;
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        error["type"]!.GetValue<string>().ShouldBe("rate_limit_error");
        error["code"]!.GetValue<string>().ShouldBe("rate_limit_exceeded");
        error["retry_after"]!.GetValue<int>().ShouldBe(12);
        error["retry_strategy"]!["type"]!.GetValue<string>().ShouldBe("exponential_backoff");
        scene.Grains.Queries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_NothingServed_GivesEveryTokenBack()
    {
        await using var scene = await StartAsync("free");
        scene.Grains.Limit = _ => Granted;

        using var answer = await scene.PostAsync(Scene.Hello);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await Wait.UntilAsync("the reservation was settled", () => !scene.Grains.Settled.IsEmpty);
        scene.Grains.Settled.ShouldBe([-(5 + 512)]);
    }

    [Fact]
    public async Task Post_LimitBeyondTheTiersRate_ReservesAMinutesWorth()
    {
        await using var scene = await StartAsync("free");
        scene.Grains.Endpoint = scene.Grains.Endpoint with { ContextLength = null };
        LimitRequest? asked = null;
        scene.Grains.Limit = request =>
        {
            asked = request;
            return Granted;
        };

        using var answer = await scene.PostAsync(
            """{"model":"m","messages":[{"role":"user","content":"x"}],"max_tokens":9000000000000000000,"n":128}""");

        asked!.Tokens.ShouldBe(10_000);
    }

    [Fact]
    public async Task Post_SelfHosted_AsksNoLimit()
    {
        await using var scene = await Scene.StartAsync(AgentScripts.Json(AgentScripts.Completion));

        using var answer = await scene.PostAsync(Scene.Hello);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Header("X-RateLimit-Limit").ShouldBeNull();
    }

    [Fact]
    public async Task Post_QuotaIsUsedUp_IsRefusedAndGivesTheReservationBack()
    {
        await using var scene = await StartAsync("free");
        scene.Grains.Limit = _ => Granted;
        var (hash, access) = scene.Grains.Keys.Single(key => key.Value.ProjectId == SceneGrains.Project);
        scene.Grains.Keys[hash] = access with { Quota = new ApiKeyQuota(1, 60) };
        scene.Grains.QuotaWait = 33;

        using var answer = await scene.PostAsync(Scene.Hello);

        (await answer.ErrorAsync()).ShouldBe((429, "rate_limit_error", "quota_exceeded", null));
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(33));
        scene.Grains.Settled.ShouldBe([-(5 + 512)]);
    }

    private static async Task<Scene> StartAsync(string tier, params AgentScript[] scripts)
    {
        var scene = await Scene.StartAsync(scripts);
        var route = scene.Grains.Endpoint;
        scene.Grains.Endpoint = route with { Spec = route.Spec with { Tier = tier } };
        return scene;
    }
}
