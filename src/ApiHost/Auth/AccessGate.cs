using Xerotier.ApiHost.Errors;
using Xerotier.ApiHost.Ownership;
using Xerotier.ApiHost.Tunnels;
using Xerotier.Grains;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Auth;

/// <summary>
/// Checks each route's <see cref="AccessRule"/> between routing and the handler. A route without a rule is closed.
/// </summary>
internal sealed class AccessGate(RequestDelegate next, Authorizer projects, AgentAuthorizer agents, AdminTokens admin,
    HostCredentials hosts)
{
    private static readonly Fault NotAdmin = new(FaultCode.InvalidApiKey, "The admin token is missing or not valid.");
    private static readonly Fault NotAHost = new(FaultCode.InvalidApiKey, "This route is for hosts of the platform.");

    /// <summary>Runs the pipeline when the caller may.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        // What is no RouteEndpoint is routing's own answer, e.g. 405.
        var check = context.GetEndpoint() is RouteEndpoint endpoint
            ? CheckAsync(context, endpoint.Metadata.GetMetadata<AccessRule>())
            : default;

        // Nearly always: what the check needs is in this host's snapshots.
        return check.IsCompletedSuccessfully ? GoOn(context, check.Result) : GoOnAsync(context, check);
    }

    private async Task GoOnAsync(HttpContext context, ValueTask<Fault?> check) => await GoOn(context, await check);

    private Task GoOn(HttpContext context, Fault? fault) =>
        fault is null ? next(context) : FaultWriter.WriteAsync(context, fault);

    private async ValueTask<Fault?> CheckAsync(HttpContext context, AccessRule? rule)
    {
        switch (rule)
        {
            case { Kind: AccessKind.Open }:
                return null;
            case { Kind: AccessKind.Admin }:
                context.Features.Set(new ResourceOwner(GrainKeys.PlatformProject));
                return admin.Accepts(context.Request) ? null : NotAdmin;
            case { Kind: AccessKind.Agent }:
                return Keep(context, await agents.AuthorizeAsync(context));
            case { Kind: AccessKind.Host }:
                return hosts.Accepts(context.Request) ? null : NotAHost;
            case { Kind: AccessKind.Project, Scope: { } scope }:
                var values = context.Request.RouteValues;
                string project = (string)values["project"]!;
                context.Features.Set(new ResourceOwner(project));
                return Keep(context, await projects.AuthorizeAsync(
                    context, project, scope, (string?)values["endpoint"]));
            default:
                throw new InvalidOperationException($"The route {context.GetEndpoint()} has no access rule.");
        }
    }

    private static Fault? Keep<T>(HttpContext context, Result<T> result)
        where T : class
    {
        context.Features.Set(result.Value);
        return result.Fault;
    }
}
