using Orleans;
using Xerotier.Grains.ApiKeys;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.Auth;

/// <summary>The one entry point that decides whether a request may touch a project.</summary>
internal sealed class Authorizer(IGrainFactory grains, KeyCache keys)
{
    private static readonly Fault Unauthenticated =
        new(FaultCode.InvalidApiKey, "The API key is missing or not valid.");

    /// <summary>
    /// Checks, in this order: the key (401, before anything else is looked up), the project, the caller's address,
    /// the scope, the role and the endpoint lock.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="projectId">Project in the path.</param>
    /// <param name="scope">Scope that the route needs.</param>
    /// <param name="endpointSlug">Endpoint in the path; null on project routes, which locked keys may not use.</param>
    public async ValueTask<Result<ProjectAccess>> AuthorizeAsync(
        HttpContext context, string projectId, string scope, string? endpointSlug = null)
    {
        if (await FindKeyAsync(context.Request) is not { } key)
        {
            return Unauthenticated;
        }

        if (key.ProjectId != projectId)
        {
            return await ForeignProjectAsync(projectId);
        }

        return Check(context, key, scope, endpointSlug) is { } fault ? fault : new ProjectAccess(key);
    }

    private ValueTask<ApiKeyAccess?> FindKeyAsync(HttpRequest request)
    {
        if (!BearerToken.TryRead(request, out var token)
            || !token.StartsWith(Secrets.ApiKeyPrefix, StringComparison.Ordinal))
        {
            return default;
        }

        Span<char> hash = stackalloc char[Secrets.HashLength];
        Secrets.Hash(token, hash);
        return keys.GetAsync(hash);
    }

    private static Fault? Check(HttpContext context, ApiKeyAccess key, string scope, string? endpointSlug)
    {
        if (!IpFilter.Allows(key.IpAllow, context.Connection.RemoteIpAddress))
        {
            return new Fault(FaultCode.IpNotAllowed, "The key may not be used from this address.");
        }

        if (!key.Scopes.Contains(scope))
        {
            return new Fault(FaultCode.ScopeInsufficient, $"The key lacks the scope '{scope}'.");
        }

        if (scope == Scopes.Management && key.Role == Roles.Viewer && !HttpMethods.IsGet(context.Request.Method))
        {
            return new Fault(FaultCode.PermissionDenied, "The key's role may only read.");
        }

        return key.Endpoint is not null && key.Endpoint != endpointSlug
            ? new Fault(FaultCode.EndpointNotAllowed, $"The key is locked to the endpoint '{key.Endpoint}'.")
            : null;
    }

    private async ValueTask<Fault> ForeignProjectAsync(string projectId)
    {
        var known = ProjectIds.IsValid(projectId)
            && (await grains.GetGrain<IProjectGrain>(projectId).GetAsync()).Fault is null;
        return known
            ? new Fault(FaultCode.CrossProjectAccess, "The key belongs to another project.")
            : new Fault(FaultCode.ProjectNotFound, "There is no such project.");
    }
}
