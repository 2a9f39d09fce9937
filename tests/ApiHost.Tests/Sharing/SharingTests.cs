using System.Net;
using System.Text.Json.Nodes;

namespace Xerotier.ApiHost.Tests.Sharing;

[Collection(HostCollection.Name)]
public sealed class SharingTests(TestHost host)
{
    private const string Nobodys = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Fact]
    public async Task ShareAndUnshare_AModel_AnswerTheEnvelope()
    {
        var project = await CreateSharingProjectAsync();
        string model = await project.CreateModelAsync();

        var shared = await project.Client.PostAsync($"{project.Root}/models/{model}/share");
        var again = await project.Client.PostAsync($"{project.Root}/models/{model}/share", "{}");
        var unshared = await project.Client.PostAsync($"{project.Root}/models/{model}/unshare");

        shared.Status.ShouldBe(HttpStatusCode.OK);
        again.Content.ShouldBe(shared.Content);
        ShouldBeEnvelope(shared.Json, model, true, "deployable");
        unshared.Status.ShouldBe(HttpStatusCode.OK);
        ShouldBeEnvelope(unshared.Json, model, false, null);
    }

    [Fact]
    public async Task Share_IsRefusedInThePromisedOrder()
    {
        var project = await host.CreateProjectAsync();
        var member = host.As((await project.CreateKeyAsync("\"scopes\":[\"inference\"]")).Text("key"));
        string path = $"{project.Root}/models/{Nobodys}/share";

        (await host.As("xero_wrong_key").PostAsync(path))
            .ShouldBe(HttpStatusCode.Unauthorized, "authentication_error", "invalid_api_key");
        (await (await host.CreateProjectAsync()).Client.PostAsync(path))
            .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "cross_project_access");
        (await member.PostAsync(path))
            .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "feature_not_enabled");
        await EnableSharingAsync(project);
        (await member.PostAsync(path))
            .ShouldBe(HttpStatusCode.Forbidden, "authorization_error", "permission_denied");
        (await project.Client.PostAsync(path))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "model_not_found");
        (await project.Client.PostAsync($"{project.Root}/models/mdl_abc123/share"))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_id", "id");
    }

    [Fact]
    public async Task Share_AModelOfAnotherProject_IsNotFound()
    {
        string foreign = await (await CreateSharingProjectAsync()).CreateModelAsync();
        var project = await CreateSharingProjectAsync();

        (await project.Client.PostAsync($"{project.Root}/models/{foreign}/share"))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "model_not_found");
    }

    [Fact]
    public async Task Endpoint_OnASharedTier_NeedsAPromotedModel()
    {
        var (owner, model) = await PublishAsync();
        var user = await host.CreateProjectAsync();
        string own = await user.CreateModelAsync();

        foreach (string id in new[] { own, model })
        {
            (await CreateEndpointAsync(user, id, "gpu_nvidia_shared"))
                .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "tier_not_allowed", "tier");
        }

        (await CreateEndpointAsync(user, model, "self_hosted")).Status.ShouldBe(HttpStatusCode.Created);
        await PromoteAsync(owner, model);
        (await CreateEndpointAsync(user, model, "gpu_nvidia_dedicated")).Text("tier").ShouldBe("gpu_nvidia_shared");
        (await CreateEndpointAsync(user, model, "free")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Endpoint_MovedToASharedTier_NeedsAPromotedModelToo()
    {
        var (owner, model) = await PublishAsync();
        var endpoint = await CreateEndpointAsync(owner, model, "self_hosted");
        string path = $"{owner.Root}/endpoints/{endpoint.Text("id")}";

        (await owner.Client.PatchAsync(path, """{"tier":"free"}"""))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "tier_not_allowed", "tier");
        await PromoteAsync(owner, model);
        (await owner.Client.PatchAsync(path, """{"tier":"free"}""")).Text("tier").ShouldBe("free");
    }

    [Fact]
    public async Task Endpoint_OnAModelThatIsNotShared_IsNotFoundForOthers()
    {
        string model = await (await CreateSharingProjectAsync()).CreateModelAsync();

        (await CreateEndpointAsync(await host.CreateProjectAsync(), model, "self_hosted"))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "model_not_found", "model_id");
    }

    [Fact]
    public async Task Endpoint_OfAnotherProject_SurvivesUnshare()
    {
        var (owner, model) = await PublishAsync();
        var user = await host.CreateProjectAsync();
        var endpoint = await CreateEndpointAsync(user, model, "self_hosted");
        await owner.Client.PostAsync($"{owner.Root}/models/{model}/unshare");

        string path = $"{user.Root}/endpoints/{endpoint.Text("id")}";
        (await user.Client.GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
        (await user.Client.PatchAsync(path, """{"region":"eu-1"}""")).Text("region").ShouldBe("eu-1");
        (await CreateEndpointAsync(user, model, "self_hosted"))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "model_not_found", "model_id");
    }

    [Fact]
    public async Task Promotion_ByAnAdminsEndpoint_CanBeTakenBack()
    {
        var (owner, model) = await PublishAsync();
        await PromoteAsync(owner, model);
        var user = await host.CreateProjectAsync();
        var endpoint = await CreateEndpointAsync(user, model, "free");

        var demoted = await host.Admin.PostAsync($"/admin/v1/models/{model}/demote");

        ShouldBeEnvelope(demoted.Json, model, true, "deployable");
        (await CreateEndpointAsync(user, model, "free"))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "tier_not_allowed", "tier");
        (await user.Client.PatchAsync($"{user.Root}/endpoints/{endpoint.Text("id")}", """{"region":"eu-1"}"""))
            .Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Promotion_ByAnEndpointOnOwnHardware_DoesNotHappen()
    {
        var (owner, model) = await PublishAsync();

        (await host.Admin.PostAsync(
            $"/admin/v1/projects/{owner.Id}/endpoints", $$"""{"slug":"own","model_id":"{{model}}"}""")).Status
            .ShouldBe(HttpStatusCode.Created);

        (await CreateEndpointAsync(owner, model, "free"))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "tier_not_allowed", "tier");
    }

    [Fact]
    public async Task Demote_AModelThatIsNotShared_IsRefused()
    {
        string model = await (await CreateSharingProjectAsync()).CreateModelAsync();

        (await host.Admin.PostAsync($"/admin/v1/models/{model}/demote"))
            .ShouldBe(HttpStatusCode.Conflict, "invalid_request_error", "invalid_state");
        (await host.Admin.PostAsync($"/admin/v1/models/{Nobodys}/demote"))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "model_not_found");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"featured":"yes"}""")]
    public async Task Feature_WithABadBody_NamesTheField(string body)
    {
        var (_, model) = await PublishAsync();

        (await host.Admin.PatchAsync($"/admin/v1/models/{model}", body))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "featured");
    }

    [Fact]
    public async Task Trail_OfAModelsLife_HasEveryStepWithItsActor()
    {
        var (owner, model) = await PublishAsync();
        await PromoteAsync(owner, model);
        await host.Admin.PatchAsync($"/admin/v1/models/{model}", """{"featured":true}""");
        await host.Admin.PostAsync($"/admin/v1/models/{model}/demote");
        await host.Admin.PostAsync($"/admin/v1/models/{model}/unshare");

        var trail = (await host.Admin.GetAsync("/admin/v1/audit?limit=100")).Json["data"]!.AsArray()
            .Where(entry => (string)entry!["subject_id"]! == model).Reverse().ToList();

        trail.Select(entry => (string)entry!["action"]!).ShouldBe(
            ["model.share", "model.promote", "model.feature", "model.demote", "model.takedown"]);
        trail.Select(entry => (string)entry!["actor"]!["kind"]!)
            .ShouldBe(["api_key", "admin", "admin", "admin", "admin"]);
        trail.ShouldAllBe(entry => (string)entry!["project_id"]! == owner.Id);
        ((string)trail[1]!["detail"]!).ShouldStartWith("endpoint ");
        var older = (await host.Admin.GetAsync($"/admin/v1/audit?limit=1&after={trail[1]!["id"]}")).Json;
        long.Parse((string)older["data"]![0]!["id"]!, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(long.Parse((string)trail[1]!["id"]!, System.Globalization.CultureInfo.InvariantCulture) - 1);
    }

    [Fact]
    public async Task Trail_AfterWhatIsNoEntry_IsRefused() =>
        (await host.Admin.GetAsync("/admin/v1/audit?after=newest"))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "after");

    private static void ShouldBeEnvelope(JsonNode envelope, string model, bool shared, string? role)
    {
        envelope.AsObject().Select(member => member.Key).ShouldBe(["id", "shared", "message", "catalog_role"]);
        ((string)envelope["id"]!).ShouldBe(model);
        ((bool)envelope["shared"]!).ShouldBe(shared);
        ((string)envelope["message"]!).ShouldNotBeEmpty();
        ((string?)envelope["catalog_role"]).ShouldBe(role);
    }

    private static Task<ApiAnswer> CreateEndpointAsync(TestProject project, string model, string tier) =>
        project.Client.PostAsync(
            project.Root + "/endpoints",
            $$"""{"slug":"e{{Guid.NewGuid().ToString("N")[..8]}}","model_id":"{{model}}","tier":"{{tier}}"}""");

    private async Task PromoteAsync(TestProject project, string model) =>
        (await host.Admin.PostAsync(
            $"/admin/v1/projects/{project.Id}/endpoints",
            $$"""{"slug":"anchor","model_id":"{{model}}","tier":"gpu_nvidia_shared"}"""))
        .Status.ShouldBe(HttpStatusCode.Created);

    private async Task<(TestProject Owner, string Model)> PublishAsync()
    {
        var project = await CreateSharingProjectAsync();
        string model = await project.CreateModelAsync();
        (await project.Client.PostAsync($"{project.Root}/models/{model}/share")).Status.ShouldBe(HttpStatusCode.OK);
        return (project, model);
    }

    private async Task<TestProject> CreateSharingProjectAsync()
    {
        var project = await host.CreateProjectAsync();
        await EnableSharingAsync(project);
        return project;
    }

    private Task EnableSharingAsync(TestProject project) =>
        host.Admin.PatchAsync("/admin/v1/projects/" + project.Id, """{"features":["model_sharing"]}""");
}
