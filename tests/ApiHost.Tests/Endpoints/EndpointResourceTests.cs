using System.Net;

namespace Xerotier.ApiHost.Tests.Endpoints;

[Collection(HostCollection.Name)]
public sealed class EndpointResourceTests(TestHost host)
{
    [Fact]
    public async Task Create_WithTheLeast_FillsInTheDefaults()
    {
        var project = await host.CreateProjectAsync();

        var endpoint = (await project.CreateEndpointAsync("chat")).Json;

        ((string)endpoint["object"]!).ShouldBe("endpoint");
        ((string)endpoint["slug"]!).ShouldBe("chat");
        ((string)endpoint["tier"]!).ShouldBe("self_hosted");
        ((string)endpoint["task_mode"]!).ShouldBe("chat");
        ((bool)endpoint["fallback"]!["enabled"]!).ShouldBeFalse();
        endpoint["binding"]!["agent_ids"]!.AsArray().ShouldBeEmpty();
        endpoint["cors"].ShouldBeNull();
    }

    [Fact]
    public async Task Endpoint_Created_IsFoundBySlugUuidAndInTheList()
    {
        var project = await host.CreateProjectAsync();
        string id = (await project.CreateEndpointAsync("chat")).Text("id");

        foreach (string name in (string[])["chat", id])
        {
            (await project.Client.GetAsync($"{project.Root}/endpoints/{name}")).Text("id").ShouldBe(id);
        }

        var list = (await project.Client.GetAsync(project.Root + "/endpoints")).Json;
        ((string)list["object"]!).ShouldBe("list");
        ((string)list["data"]!.AsArray().Single()!["id"]!).ShouldBe(id);
        ((bool)list["has_more"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Create_SlugTaken_Answers409AndKeepsTheFirst()
    {
        var project = await host.CreateProjectAsync();
        var first = await project.CreateEndpointAsync("chat");

        var second = await project.Client.PostAsync(
            project.Root + "/endpoints", $$"""{"slug":"chat","model_id":"{{await project.CreateModelAsync()}}"}""");

        second.ShouldBe(HttpStatusCode.Conflict, "invalid_request_error", "already_exists", "slug");
        var list = (await project.Client.GetAsync(project.Root + "/endpoints")).Json["data"]!.AsArray();
        ((string)list.Single()!["model_id"]!).ShouldBe(first.Text("model_id"));
    }

    [Theory]
    [InlineData("{}", "slug")]
    [InlineData("""{"slug":"v1"}""", "slug")]
    [InlineData("""{"slug":"Upper"}""", "slug")]
    [InlineData("""{"slug":"a/b"}""", "slug")]
    [InlineData("""{"slug":7}""", "slug")]
    [InlineData("""{"slug":"0f8fad5b-d9cb-469f-a165-70867728950e"}""", "slug")]
    [InlineData("""{"slug":"a"}""", "model_id")]
    [InlineData("""{"slug":"a","model_id":"nope"}""", "model_id", "invalid_id")]
    [InlineData("""{"slug":"a","task_mode":"paint"}""", "task_mode")]
    [InlineData("""{"slug":"a","tier":"warp"}""", "tier")]
    [InlineData("""{"slug":"a","tier":3}""", "tier")]
    [InlineData("""{"slug":"a","region":"a-region-that-is-far-too-long"}""", "region")]
    [InlineData("""{"slug":"a","region":"zürich"}""", "region")]
    [InlineData("""{"slug":"a","fallback":true}""", "fallback")]
    [InlineData("""{"slug":"a","fallback":{"enabled":"yes"}}""", "fallback.enabled")]
    [InlineData("""{"slug":"a","fallback":{"tier":"self_hosted"}}""", "fallback.tier")]
    [InlineData("""{"slug":"a","binding":{"agent_ids":["x"]}}""", "binding.agent_ids", "invalid_id")]
    [InlineData("""{"slug":"a","binding":{"exclusive":true}}""", "binding.exclusive")]
    [InlineData("""{"slug":"a","cors":{"allow_origins":["nope"]}}""", "cors.allow_origins")]
    [InlineData("""{"slug":"a","cors":{"allow_credentials":true}}""", "cors.allow_credentials")]
    [InlineData("""{"slug":"a","cors":{"max_age":-1}}""", "cors.max_age")]
    [InlineData("{", null)]
    [InlineData("[]", null)]
    [InlineData("""{"slug":"a","slug":"b"}""", null)]
    public async Task Create_WithABadBody_NamesTheField(string body, string? param, string code = "invalid_request")
    {
        var project = await host.CreateProjectAsync();

        var answer = await project.Client.PostAsync(project.Root + "/endpoints", body);

        answer.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", code, param);
        (await project.Client.GetAsync(project.Root + "/endpoints")).Json["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_WithAModelOfAnotherProject_Answers404()
    {
        var project = await host.CreateProjectAsync();
        string foreign = await (await host.CreateProjectAsync()).CreateModelAsync();

        var answer = await project.Client.PostAsync(
            project.Root + "/endpoints", $$"""{"slug":"a","model_id":"{{foreign}}"}""");

        answer.ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "model_not_found", "model_id");
    }

    [Fact]
    public async Task Update_SomeFields_KeepsTheOthers()
    {
        var project = await host.CreateProjectAsync();
        var created = await project.CreateEndpointAsync("chat");

        var updated = await project.Client.PatchAsync(
            project.Root + "/endpoints/chat",
            """{"fallback":{"enabled":true},"region":"eu-1","tier":"self_hosted","unknown":1}""");

        updated.Status.ShouldBe(HttpStatusCode.OK);
        updated.Text("model_id").ShouldBe(created.Text("model_id"));
        updated.Text("region").ShouldBe("eu-1");
        ((string)updated.Json["fallback"]!["tier"]!).ShouldBe("gpu_nvidia_shared");
    }

    [Fact]
    public async Task Update_ByManyAtOnce_LosesNoChange()
    {
        var project = await host.CreateProjectAsync();
        string path = $"{project.Root}/endpoints/{(await project.CreateEndpointAsync("chat")).Text("id")}";

        for (int i = 0; i < 10; i++)
        {
            string region = $"region-{i}";
            string[] changes =
            [
                $$"""{"region":"{{region}}"}""",
                $$"""{"rollout_percent":{{i}}}""",
                $$"""{"routing":{"epsilon":0.{{i}}} }""",
                $$"""{"fallback":{"enabled":{{(i % 2 == 0 ? "true" : "false")}}} }""",
            ];
            var answers = await Task.WhenAll(changes.Select(change => project.Client.PatchAsync(path, change)));

            answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
            var endpoint = (await project.Client.GetAsync(path)).Json;
            ((string?)endpoint["region"]).ShouldBe(region);
            ((int?)endpoint["rollout_percent"]).ShouldBe(i);
            ((double?)endpoint["routing"]!["epsilon"]).ShouldBe(i / 10.0);
            ((bool)endpoint["fallback"]!["enabled"]!).ShouldBe(i % 2 == 0);
        }
    }

    [Fact]
    public async Task Update_TheSlug_IsRefused()
    {
        var project = await host.CreateProjectAsync();
        await project.CreateEndpointAsync("chat");

        var answer = await project.Client.PatchAsync(project.Root + "/endpoints/chat", """{"slug":"other"}""");

        answer.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "slug");
    }

    [Fact]
    public async Task SetCors_WithOlderSpellings_IsTakenAndShown()
    {
        var project = await host.CreateProjectAsync();
        await project.CreateEndpointAsync("chat");

        var answer = await project.Client.PutAsync(
            project.Root + "/endpoints/chat/cors",
            """{"allowed_origins":["https://app.example"],"allowed_methods":["POST"],"max_age_seconds":60}""");

        var cors = answer.Json["cors"]!;
        cors.ToJsonString().ShouldBe("""
            {"allow_origins":["https://app.example"],"allow_methods":["POST"],
            "allow_headers":["Content-Type","Authorization"],"max_age":60,"allow_credentials":true}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task Delete_AnEndpoint_FreesItsSlug()
    {
        var project = await host.CreateProjectAsync();
        await project.CreateEndpointAsync("chat");

        var deleted = await project.Client.DeleteAsync(project.Root + "/endpoints/chat");

        ((bool)deleted.Json["deleted"]!).ShouldBeTrue();
        (await project.Client.GetAsync(project.Root + "/endpoints/chat"))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "endpoint_not_found");
        await project.CreateEndpointAsync("chat");
    }

    [Fact]
    public async Task Get_WhatIsNeitherUuidNorSlug_Answers400()
    {
        var project = await host.CreateProjectAsync();

        (await project.Client.GetAsync(project.Root + "/endpoints/No_Slug!"))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_id", "id");
    }

    [Fact]
    public async Task FreePlan_ThirdEndpoint_IsRefused()
    {
        var project = await host.CreateProjectAsync("free");
        string model = await project.CreateModelAsync();
        foreach (string slug in (string[])["a", "b"])
        {
            (await CreateAsync(slug)).Status.ShouldBe(HttpStatusCode.Created);
        }

        (await CreateAsync("c")).ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "plan_limit_reached");
        await project.Client.DeleteAsync(project.Root + "/endpoints/a");
        (await CreateAsync("c")).Status.ShouldBe(HttpStatusCode.Created);

        Task<ApiAnswer> CreateAsync(string slug) => project.Client.PostAsync(
            project.Root + "/endpoints", $$"""{"slug":"{{slug}}","model_id":"{{model}}"}""");
    }
}
