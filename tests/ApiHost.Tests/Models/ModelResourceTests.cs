using System.Net;

namespace Xerotier.ApiHost.Tests.Models;

[Collection(HostCollection.Name)]
public sealed class ModelResourceTests(TestHost host)
{
    [Theory]
    [InlineData("agent:llama-8b", "llama-8b")]
    [InlineData("hf:meta/llama@main", "meta/llama")]
    public async Task Register_AModel_KnowsTheNameAgentsServeItUnder(string source, string served)
    {
        var project = await host.CreateProjectAsync();

        var created = await project.Client.PostAsync(
            project.Root + "/models",
            $$"""{"name":"Llama","source":"{{source}}","context_length":8192,"workload_type":"code"}""");

        created.Status.ShouldBe(HttpStatusCode.Created);
        created.Text("served_name").ShouldBe(served);
        created.Text("status").ShouldBe("ready");
        created.Text("workload_type").ShouldBe("code");
        string path = $"{project.Root}/models/{created.Text("id")}";
        (await project.Client.GetAsync(path)).Content.ShouldBe(created.Content);
        (await project.Client.GetAsync(project.Root + "/models")).Json["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"a","source":"ftp:x"}""", "source")]
    [InlineData("""{"name":"a","source":"agent:"}""", "source")]
    [InlineData("""{"name":"a","context_length":0}""", "context_length")]
    [InlineData("""{"name":"a","context_length":"many"}""", "context_length")]
    public async Task Register_WithABadBody_NamesTheField(string body, string param)
    {
        var project = await host.CreateProjectAsync();

        (await project.Client.PostAsync(project.Root + "/models", body))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", param);
    }

    [Fact]
    public async Task FreePlan_ThirdModel_IsRefused()
    {
        var project = await host.CreateProjectAsync("free");
        await project.CreateModelAsync("a");
        await project.CreateModelAsync("b");

        (await project.Client.PostAsync(project.Root + "/models", """{"name":"c"}"""))
            .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "plan_limit_reached");
    }

    [Fact]
    public async Task Get_AModelOfAnotherProject_Answers404()
    {
        string foreign = await (await host.CreateProjectAsync()).CreateModelAsync();
        var project = await host.CreateProjectAsync();

        (await project.Client.GetAsync($"{project.Root}/models/{foreign}"))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "model_not_found");
    }
}
