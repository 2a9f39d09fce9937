using Xerotier.Agent.Backends.OpenAiCompatible;

namespace Xerotier.Agent.Tests.Backends.OpenAiCompatible;

public sealed class ScrapedMetricsTests
{
    [Fact]
    public void Parse_OfVllm_SumsItsEngines()
    {
        var metrics = ScrapedMetrics.Parse(
            """
            # HELP vllm:num_requests_running Running.
            vllm:num_requests_running{engine="0",model_name="a b}"} 3.0
            vllm:num_requests_running{engine="1",model_name="a b}"} 4.0 1700000000
            vllm:num_requests_waiting{engine="0"} 1
            vllm:gpu_cache_usage_perc{engine="0"} 0.5
            vllm:gpu_cache_usage_perc{engine="1"} 0.7
            vllm:cache_config_info{block_size="16",num_gpu_blocks="100"} 1.0
            """);

        (metrics.Running, metrics.Waiting, metrics.KvCapacityTokens).ShouldBe((7, 1, 1600L));
        metrics.KvUsage!.Value.ShouldBe(0.6, 1e-9);
    }

    [Fact]
    public void Parse_OfSglang_HasItsFigures() =>
        ScrapedMetrics.Parse(
            """
            sglang:num_running_reqs{model_name="m"} 2
            sglang:num_queue_reqs{model_name="m"} 5
            sglang:token_usage{model_name="m"} 0.25
            sglang:max_total_num_tokens{model_name="m"} 9000
            """).ShouldBe(new ScrapedMetrics(2, 5, 0.25, 9000));

    [Fact]
    public void Parse_OfLlamaCpp_HasItsFigures() =>
        ScrapedMetrics.Parse("llamacpp:requests_processing 1\nllamacpp:requests_deferred 2\n")
            .ShouldBe(new ScrapedMetrics(1, 2, null, null));

    [Theory]
    [InlineData("")]
    [InlineData("vllm")]
    [InlineData("}{ 1")]
    [InlineData("vllm:num_requests_running{ NaN")]
    [InlineData("vllm:num_requests_running{a=\"b\"} NaN")]
    [InlineData("<html>not metrics</html>")]
    public void Parse_OfAnythingElse_FindsNothing(string text)
    {
        var metrics = ScrapedMetrics.Parse(text);

        metrics.ShouldBe(ScrapedMetrics.None);
    }
}
