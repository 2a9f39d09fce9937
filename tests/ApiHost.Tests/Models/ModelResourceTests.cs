using System.Net;

namespace Xerotier.ApiHost.Tests.Models;

[Collection(HostCollection.Name)]
public sealed class ModelResourceTests(TestHost host)
{
    private static readonly string[] WireKeys =
    [
        "id", "object", "created", "owned_by", "name", "description", "format", "size_bytes", "status",
        "validationError", "version", "architecture", "parameter_count", "context_length", "quantization", "license",
        "workload_type", "is_shared", "catalog_role", "served_name", "source",
    ];

    [Theory]
    [InlineData("agent:llama-8b", "llama-8b")]
    [InlineData("hf:meta/llama@main", "meta/llama")]
    [InlineData("hf:meta-llama/Llama-3.1-8B@refs/pr/1", "meta-llama/Llama-3.1-8B")]
    public async Task Register_AModel_KnowsTheNameAgentsServeItUnder(string source, string served)
    {
        var project = await host.CreateProjectAsync();

        var created = await project.Client.PostAsync(
            project.Root + "/models",
            $$"""
            {"name":"Llama","source":"{{source}}","context_length":8192,"workload_type":"code, chat",
            "description":"# Big\n\tand *bold*","license":"llama3.1"}
            """);

        created.Status.ShouldBe(HttpStatusCode.Created, created.Content);
        created.Json.AsObject().Select(member => member.Key).ShouldBe(WireKeys, ignoreOrder: true);
        created.Text("served_name").ShouldBe(served);
        created.Text("status").ShouldBe("ready");
        created.Text("version").ShouldBe("1.0.0");
        created.Text("format").ShouldBe("directory");
        created.Text("workload_type").ShouldBe("code, chat");
        created.Text("license").ShouldBe("llama3.1");
        string path = $"{project.Root}/models/{created.Text("id")}";
        (await project.Client.GetAsync(path)).Content.ShouldBe(created.Content);
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":"a\u0007b"}""", "name")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"a","source":"ftp:x"}""", "source")]
    [InlineData("""{"name":"a","source":"agent:"}""", "source")]
    [InlineData("""{"name":"a","source":"hf:model"}""", "source")]
    [InlineData("""{"name":"a","source":"hf:../model"}""", "source")]
    [InlineData("""{"name":"a","source":"hf:org/name@"}""", "source")]
    [InlineData("""{"name":"a","context_length":0}""", "context_length")]
    [InlineData("""{"name":"a","context_length":"many"}""", "context_length")]
    [InlineData("""{"name":"a","workload_type":"chat\tcode"}""", "workload_type")]
    [InlineData("""{"name":"a","description":"\u0000"}""", "description")]
    [InlineData("""{"name":"a","license":"a\nb"}""", "license")]
    public async Task Register_WithABadBody_NamesTheField(string body, string param)
    {
        var project = await host.CreateProjectAsync();

        (await project.Client.PostAsync(project.Root + "/models", body))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", param);
        (await project.Client.GetAsync(project.Root + "/models")).Json["total"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Register_WithADescriptionOfAMegabyte_IsRefused()
    {
        var project = await host.CreateProjectAsync();

        var refused = await project.Client.PostAsync(
            project.Root + "/models", $$"""{"name":"a","description":"{{new string('x', 1_000_000)}}"}""");

        ((int)refused.Status).ShouldBeOneOf(400, 413);
        (await project.Client.GetAsync(project.Root + "/models")).Json["data"]!.AsArray().ShouldBeEmpty();
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
    public async Task List_OfModels_IsOpenAIsUnlessExtended()
    {
        var project = await host.CreateProjectAsync();
        string[] ids =
        [
            await project.CreateModelAsync("a"),
            await project.CreateModelAsync("b"),
            await project.CreateModelAsync("c"),
        ];

        var plain = await project.Client.GetAsync(project.Root + "/models");
        var page = await project.Client.GetAsync($"{project.Root}/models?extended=true&limit=1&after={ids[0]}");

        plain.Json["data"]!.AsArray().Select(model => (string)model!["id"]!).ShouldBe(ids);
        plain.Json["data"]![0]!.AsObject().Select(member => member.Key).ShouldBe(
            ["id", "object", "created", "owned_by"]);
        plain.Json["has_more"]!.GetValue<bool>().ShouldBeFalse();
        page.Json["data"]!.AsArray().ShouldHaveSingleItem()!.AsObject().Select(member => member.Key).ShouldBe(
            WireKeys, ignoreOrder: true);
        ((string)page.Json["data"]![0]!["id"]!).ShouldBe(ids[1]);
        page.Json["has_more"]!.GetValue<bool>().ShouldBeTrue();
        page.Json["total"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task List_WithoutALimit_HasTwenty()
    {
        var project = await host.CreateProjectAsync();
        for (int i = 0; i < 21; i++)
        {
            await project.CreateModelAsync($"m{i}");
        }

        (await project.Client.GetAsync(project.Root + "/models")).Json["data"]!.AsArray().Count.ShouldBe(20);
    }

    [Theory]
    [InlineData("limit=0", "limit", "invalid_request")]
    [InlineData("limit=101", "limit", "invalid_request")]
    [InlineData("after=mdl_abc123", "after", "invalid_id")]
    [InlineData("extended=maybe", "extended", "invalid_request")]
    public async Task List_WithABadQuery_NamesTheParameter(string query, string param, string code)
    {
        var project = await host.CreateProjectAsync();

        (await project.Client.GetAsync($"{project.Root}/models?{query}"))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", code, param);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/revalidate")]
    [InlineData("GET", "/fit")]
    [InlineData("GET", "/versions")]
    [InlineData("POST", "/versions")]
    [InlineData("POST", "/versions/1.0.0/promote")]
    [InlineData("POST", "/versions/1.0.0/rollback")]
    public async Task AnyRoute_WithAnotherIdThanAKnownUuid_RefusesIt(string method, string path)
    {
        string foreign = await (await host.CreateProjectAsync()).CreateModelAsync();
        var project = await host.CreateProjectAsync();
        string? body = method is "PATCH" || path == "/versions" ? "{}" : null;

        (await project.Client.SendAsync(new HttpMethod(method), $"{project.Root}/models/mdl_abc123{path}", body))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_id", "id");
        (await project.Client.SendAsync(new HttpMethod(method), $"{project.Root}/models/{foreign}{path}", body))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "model_not_found");
    }

    [Fact]
    public async Task Patch_SomeFields_KeepsTheOthersAndNullRemoves()
    {
        var project = await host.CreateProjectAsync();
        string path = $"{project.Root}/models/{await project.CreateModelAsync()}";
        await project.Client.PatchAsync(
            path, """{"description":"Long\ntext","license":"mit","workload_type":"code"}""");

        var patched = await project.Client.PatchAsync(path, """{"name":"Neu","license":null}""");

        patched.Status.ShouldBe(HttpStatusCode.OK, patched.Content);
        patched.Text("name").ShouldBe("Neu");
        patched.Text("description").ShouldBe("Long\ntext");
        patched.Text("workload_type").ShouldBe("code");
        patched.Json["license"].ShouldBeNull();
        (await project.Client.PatchAsync(path, """{"name":null}"""))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "name");
    }

    [Fact]
    public async Task Delete_AModelInUse_IsRefusedUntilItsEndpointIsGone()
    {
        var project = await host.CreateProjectAsync();
        string path = $"{project.Root}/models/{(await project.CreateEndpointAsync("chat")).Text("model_id")}";
        (await project.Client.DeleteAsync(path))
            .ShouldBe(HttpStatusCode.Conflict, "invalid_request_error", "model_in_use");

        await project.Client.DeleteAsync(project.Root + "/endpoints/chat");
        var deleted = await project.Client.DeleteAsync(path);

        deleted.Status.ShouldBe(HttpStatusCode.OK, deleted.Content);
        deleted.Json["deleted"]!.GetValue<bool>().ShouldBeTrue();
        (await project.Client.GetAsync(path))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "model_not_found");
        (await project.Client.GetAsync(project.Root + "/models")).Json["total"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Revalidate_ARegisteredModel_Answers202()
    {
        var project = await host.CreateProjectAsync();

        var answer = await project.Client.PostAsync(
            $"{project.Root}/models/{await project.CreateModelAsync()}/revalidate");

        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Content);
        answer.Text("status").ShouldBe("validating");
    }

    [Fact]
    public async Task Fit_OfAModelWithoutCheckedFiles_IsUnknown()
    {
        var project = await host.CreateProjectAsync();
        string path = $"{project.Root}/models/{await project.CreateModelAsync()}/fit";

        (await project.Client.GetAsync(path))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_model_status");
        (await project.Client.GetAsync(path + "?context_length=-1"))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "context_length");
    }

    [Fact]
    public async Task Administration_OfAnyModel_ShowsItsMetadata()
    {
        var project = await host.CreateProjectAsync();
        string id = await project.CreateModelAsync();

        var shown = await host.Admin.GetAsync($"/admin/v1/models/{id}");

        shown.Status.ShouldBe(HttpStatusCode.OK, shown.Content);
        shown.Text("project_id").ShouldBe(project.Id);
        ((string)shown.Json["model"]!["id"]!).ShouldBe(id);
        shown.Json["versions"]!.AsArray().Count.ShouldBe(1);
        foreach (string key in new[] { "hidden_size", "layer_count", "vocab_size", "torch_dtype", "experts_total" })
        {
            shown.Json.AsObject().ContainsKey(key).ShouldBeTrue(key);
        }

        (await project.Client.GetAsync($"/admin/v1/models/{id}")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await host.Admin.GetAsync("/admin/v1/models/mdl_1"))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_id", "id");
    }
}
