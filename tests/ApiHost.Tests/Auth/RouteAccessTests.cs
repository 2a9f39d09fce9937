using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xerotier.ApiHost.Auth;

namespace Xerotier.ApiHost.Tests.Auth;

/// <summary>What must hold for every route there is, whoever mapped it.</summary>
[Collection(HostCollection.Name)]
public sealed class RouteAccessTests(TestHost host)
{
    private const string SomeId = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Fact]
    public void EveryRoute_SaysWhoMayCallIt() =>
        Routes().Where(route => route.Metadata.GetMetadata<AccessRule>() is null)
            .Select(route => route.RoutePattern.RawText)
            .ShouldBeEmpty();

    [Fact]
    public async Task EveryProjectRoute_WithAForeignKey_Answers403()
    {
        var mine = await host.CreateProjectAsync();
        var foreign = await host.CreateProjectAsync();

        foreach (var (method, path) in Calls(AccessKind.Project, mine.Id))
        {
            var answer = await foreign.Client.SendAsync(method, path, method == HttpMethod.Get ? null : "{}");

            answer.Status.ShouldBe(HttpStatusCode.Forbidden, $"{method} {path}: {answer.Content}");
            answer.Code.ShouldBe("cross_project_access", $"{method} {path}");
            answer.Type.ShouldBe("authorization_error");
        }
    }

    [Fact]
    public async Task EveryProjectRoute_WithoutAKey_Answers401()
    {
        foreach (var (method, path) in Calls(AccessKind.Project, "proj_000000000000000000000000"))
        {
            var answer = await host.As(null).SendAsync(method, path, method == HttpMethod.Get ? null : "{}");

            answer.ShouldBe(HttpStatusCode.Unauthorized, "authentication_error", "invalid_api_key");
        }
    }

    [Fact]
    public async Task EveryProjectRoute_OfAnUnknownProject_Answers404()
    {
        var project = await host.CreateProjectAsync();
        foreach (var (method, path) in Calls(AccessKind.Project, "proj_000000000000000000000000"))
        {
            var answer = await project.Client.SendAsync(method, path, method == HttpMethod.Get ? null : "{}");

            answer.ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "project_not_found");
        }
    }

    [Fact]
    public async Task EveryProjectRoute_WithoutItsScope_Answers403()
    {
        var project = await host.CreateProjectAsync();
        foreach (var route in Routes().Where(route => Rule(route).Kind == AccessKind.Project))
        {
            string other = Scopes.All.First(scope => scope != Rule(route).Scope);
            var client = host.As((await KeyWithScopeAsync(project, other)).Text("key"));
            foreach (var (method, path) in Calls(route, project.Id))
            {
                var answer = await client.SendAsync(method, path, method == HttpMethod.Get ? null : "{}");

                answer.ShouldBe(HttpStatusCode.Forbidden, "authentication_error", "scope_insufficient");
            }
        }
    }

    [Fact]
    public async Task EveryAdminRoute_WithAProjectKey_Answers401()
    {
        var project = await host.CreateProjectAsync();
        var calls = Calls(AccessKind.Admin, project.Id).ToList();
        calls.ShouldNotBeEmpty();
        foreach (var (method, path) in calls)
        {
            var answer = await project.Client.SendAsync(method, path, method == HttpMethod.Get ? null : "{}");

            answer.ShouldBe(HttpStatusCode.Unauthorized, "authentication_error", "invalid_api_key");
        }
    }

    [Fact]
    public async Task EveryAgentRoute_WithAProjectKey_Answers401()
    {
        var project = await host.CreateProjectAsync();
        var calls = Calls(AccessKind.Agent, project.Id).ToList();
        calls.ShouldNotBeEmpty();
        foreach (var (method, path) in calls)
        {
            var answer = await project.Client.SendAsync(method, path, method == HttpMethod.Get ? null : "{}");

            answer.ShouldBe(HttpStatusCode.Unauthorized, "authentication_error", "invalid_agent_token");
        }
    }

    [Fact]
    public async Task EveryHostRoute_WithAnotherToken_Answers401()
    {
        var project = await host.CreateProjectAsync();
        var calls = Calls(AccessKind.Host, project.Id).ToList();
        calls.ShouldNotBeEmpty();
        foreach (var (method, path) in calls)
        {
            foreach (var client in new[] { project.Client, host.Admin, host.As(null), host.As("xhost_guess") })
            {
                var answer = await client.SendAsync(method, path, method == HttpMethod.Get ? null : "{}");

                answer.ShouldBe(HttpStatusCode.Unauthorized, "authentication_error", "invalid_api_key");
            }
        }
    }

    private readonly Dictionary<string, ApiAnswer> _keys = [];

    private async Task<ApiAnswer> KeyWithScopeAsync(TestProject project, string scope) =>
        _keys.TryGetValue(scope, out var key)
            ? key
            : _keys[scope] = await project.CreateKeyAsync($"\"scopes\":[\"{scope}\"]");

    private IEnumerable<RouteEndpoint> Routes() =>
        host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private IEnumerable<(HttpMethod Method, string Path)> Calls(AccessKind kind, string projectId) =>
        Routes().Where(route => Rule(route).Kind == kind).SelectMany(route => Calls(route, projectId));

    private static IEnumerable<(HttpMethod Method, string Path)> Calls(RouteEndpoint route, string projectId) =>
        (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
        .Where(method => method != "OPTIONS")
        .Select(method => (HttpMethod.Parse(method), route.RoutePattern.RawText!
            .Replace("{project}", projectId)
            .Replace("{endpoint}", "chat")
            .Replace("{request}", "req")
            .Replace("{id:guid}", SomeId)
            .Replace("{epoch:long}", "1")
            .Replace("{**path}", "v1/chat/completions")
            .Replace("{id}", SomeId)));

    private static AccessRule Rule(RouteEndpoint route) => route.Metadata.GetRequiredMetadata<AccessRule>();
}
