using System.Security.Cryptography;
using Orleans;
using Xerotier.ApiHost.ApiKeys;
using Xerotier.ApiHost.Auth;
using Xerotier.Grains;
using Xerotier.Grains.ApiKeys;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.Projects;

/// <summary>Creates projects with their first key.</summary>
internal sealed class ProjectFounder(IGrainFactory grains, KeyIssuer issuer)
{
    private const int ClaimAttempts = 3;
    private const int SuffixLength = 6;

    /// <summary>Creates a project; a slug that is taken gets a suffix.</summary>
    /// <returns>The project with the secret of its first key: all scopes, role admin.</returns>
    public async ValueTask<Result<ProjectBody>> CreateAsync(ProjectSpec spec)
    {
        string id = ProjectIds.Create();
        if (await ClaimAsync(spec.Slug, id) is not { } slug)
        {
            return new Fault(FaultCode.AlreadyExists, "No slug could be made from the name.", "name");
        }

        var created = await grains.GetGrain<IProjectGrain>(id).CreateAsync(spec with { Slug = slug });
        if (created.Value is not { } project)
        {
            return created.Fault!;
        }

        var key = await issuer.CreateAsync(project, FirstKey(id));
        return key.Value is { } body ? ProjectBody.Of(project) with { ApiKey = body.Key } : key.Fault!;
    }

    private static ApiKeySpec FirstKey(string projectId) => new(
        Guid.NewGuid(), projectId, "first key", "", Roles.Admin, Scopes.All, null, [], null, null, null);

    private async ValueTask<string?> ClaimAsync(string slug, string projectId)
    {
        var directory = grains.GetGrain<IProjectDirectoryGrain>(GrainKeys.ProjectDirectory);
        string candidate = slug;
        for (int attempt = 0; attempt < ClaimAttempts; attempt++)
        {
            if (await directory.ClaimAsync(candidate, projectId) is null)
            {
                return candidate;
            }

            string suffix = RandomNumberGenerator.GetHexString(SuffixLength, lowercase: true);
            candidate = ProjectFields.WithSuffix(slug, suffix);
        }

        return null;
    }
}
