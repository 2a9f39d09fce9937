using System.Net;
using System.Text.Json.Nodes;

namespace Xerotier.ApiHost.Tests.Tiers;

[Collection(HostCollection.Name)]
public sealed class TierResourceTests(TestHost host)
{
    [Fact]
    public async Task List_OfTiers_HasThePublishedTable()
    {
        var project = await host.CreateProjectAsync();

        var answer = await project.Client.GetAsync(project.Root + "/tiers");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json["data"]!.AsArray().Select(tier => (string)tier!["slug"]!).ShouldBe(
        [
            "free", "cpu_amd_optimized", "cpu_intel_optimized", "gpu_nvidia_shared", "gpu_amd_shared",
            "gpu_intel_shared", "self_hosted",
        ]);
        JsonNode.DeepEquals(answer.Json["data"]![6], JsonNode.Parse("""
            {
              "slug": "self_hosted", "object": "tier", "name": "Self-Hosted",
              "description": "Your own hardware; the platform routes, monitors and manages.",
              "accelerator": "User-supplied", "accelerator_class": "cpu", "tenancy": "single_tenant",
              "priority": 30, "rate_limits": {"tokens_per_minute": null, "requests_per_minute": null},
              "pricing": {"kind": "hourly", "usd_per_million_tokens": null}, "streaming": true, "batching": true,
              "max_concurrent_requests": 96, "max_batch_size": 64, "max_model_bytes": 512000000000,
              "request_timeout_seconds": 1800, "idle_timeout_seconds": 3600, "max_endpoints": null,
              "max_models": null, "replaces": []
            }
            """)).ShouldBeTrue(answer.Json["data"]![6]!.ToJsonString());
    }

    [Fact]
    public async Task List_OfTiers_LimitsTheFreeOne()
    {
        var project = await host.CreateProjectAsync();

        var free = (await project.Client.GetAsync(project.Root + "/tiers")).Json["data"]![0]!;

        free["rate_limits"]!.ToJsonString().ShouldBe("""{"tokens_per_minute":10000,"requests_per_minute":64}""");
        ((string)free["tenancy"]!).ShouldBe("multi_tenant");
        ((bool)free["batching"]!).ShouldBeFalse();
        ((int)free["max_endpoints"]!).ShouldBe(2);
        ((int)free["max_models"]!).ShouldBe(2);
    }
}
