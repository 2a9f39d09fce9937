using System.Net;

namespace Xerotier.ApiHost.Tests.Errors;

/// <summary>The state store is down: 503, never 401, and nothing half-written.</summary>
public sealed class StoreOutageTests : IAsyncLifetime
{
    private readonly TestHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task UnknownKey_WhileTheStoreIsDown_Answers503()
    {
        _host.Storage.IsDown = true;

        var answer = await _host.As("xero_acme_never-seen-before").GetAsync("/proj_x/v1/models");

        answer.ShouldBe(HttpStatusCode.ServiceUnavailable, "service_error", "store_unavailable");
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task KnownKey_WhileTheStoreIsDown_StillOpens()
    {
        var project = await _host.CreateProjectAsync();
        (await project.Client.GetAsync(project.Root + "/models")).Status.ShouldBe(HttpStatusCode.OK);
        _host.Storage.IsDown = true;
        _host.Clock.Advance(TimeSpan.FromSeconds(20));

        (await project.Client.GetAsync(project.Root + "/models")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Create_WhileTheStoreIsDown_LeavesNothingBehind()
    {
        var project = await _host.CreateProjectAsync();
        string model = await project.CreateModelAsync();
        int rows = _host.Storage.Rows;
        _host.Storage.IsDown = true;

        var refused = await project.Client.PostAsync(
            project.Root + "/endpoints", $$"""{"slug":"chat","model_id":"{{model}}"}""");

        refused.ShouldBe(HttpStatusCode.ServiceUnavailable, "service_error", "store_unavailable");
        _host.Storage.IsDown = false;
        _host.Storage.Rows.ShouldBe(rows);
        (await project.Client.GetAsync(project.Root + "/endpoints")).Json["data"]!.AsArray().ShouldBeEmpty();
        (await project.Client.PostAsync(
            project.Root + "/endpoints", $$"""{"slug":"chat","model_id":"{{model}}"}""")).Status
            .ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Enrol_WhileTheStoreIsDown_LeavesTheJoinKeyUsable()
    {
        var project = await _host.CreateProjectAsync();
        string body = $$"""{"join_key":"{{await project.CreateJoinKeyAsync()}}","name":"a"}""";
        _host.Storage.IsDown = true;
        (await _host.As(null).PostAsync("/v1/enroll", body))
            .ShouldBe(HttpStatusCode.ServiceUnavailable, "service_error", "store_unavailable");

        _host.Storage.IsDown = false;

        (await _host.As(null).PostAsync("/v1/enroll", body)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
