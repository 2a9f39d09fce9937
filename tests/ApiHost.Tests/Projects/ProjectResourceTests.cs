using System.Net;

namespace Xerotier.ApiHost.Tests.Projects;

[Collection(HostCollection.Name)]
public sealed class ProjectResourceTests(TestHost host)
{
    [Fact]
    public async Task Create_AProject_AnswersItsFirstKeyOnce()
    {
        var created = await host.Admin.PostAsync("/admin/v1/projects", """{"name":"Große Firma 7"}""");

        created.Status.ShouldBe(HttpStatusCode.Created);
        created.Text("slug").ShouldStartWith("gro-e-firma-7");
        created.Text("api_key").ShouldStartWith($"xero_{created.Text("slug")}_");
        created.Text("plan").ShouldBe("free");
        var key = (await host.As(created.Text("api_key"))
            .GetAsync($"/{created.Text("id")}/v1/management/api-keys")).Json["data"]!.AsArray().Single()!;
        ((string)key["role"]!).ShouldBe("admin");
        key["scopes"]!.AsArray().Count.ShouldBe(3);
        (await host.Admin.GetAsync("/admin/v1/projects/" + created.Text("id")))
            .Content.ShouldNotContain(created.Text("api_key"));
    }

    [Fact]
    public async Task Create_TheSameNameTwice_MakesTwoSlugs()
    {
        var first = await host.CreateProjectAsync();
        var second = await host.CreateProjectAsync();

        second.Id.ShouldNotBe(first.Id);
        second.Key.Split('_')[1].ShouldNotBe(first.Key.Split('_')[1]);
    }

    [Fact]
    public async Task Update_PlanAndFeatures_IsShown()
    {
        var project = await host.CreateProjectAsync("free");
        string path = "/admin/v1/projects/" + project.Id;

        var updated = await host.Admin.PatchAsync(path, """{"plan":"paid","features":["model_sharing"]}""");

        updated.Text("plan").ShouldBe("paid");
        (await host.Admin.GetAsync(path)).Json["features"]!.ToJsonString().ShouldBe("""["model_sharing"]""");
    }

    [Theory]
    [InlineData("{}", "name")]
    [InlineData("""{"name":7}""", "name")]
    [InlineData("""{"name":"a","plan":"gold"}""", "plan")]
    [InlineData("""{"name":"a","features":["No!"]}""", "features")]
    public async Task Create_WithABadBody_NamesTheField(string body, string param) =>
        (await host.Admin.PostAsync("/admin/v1/projects", body))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", param);

    [Fact]
    public async Task Get_AnUnknownProject_Answers404() =>
        (await host.Admin.GetAsync("/admin/v1/projects/proj_000000000000000000000000"))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "project_not_found");

    [Fact]
    public async Task List_OfProjects_IsPaged()
    {
        await host.CreateProjectAsync();
        await host.CreateProjectAsync();

        var page = (await host.Admin.GetAsync("/admin/v1/projects?limit=1")).Json;

        page["data"]!.AsArray().Count.ShouldBe(1);
        ((bool)page["has_more"]!).ShouldBeTrue();
    }
}
