using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.ApiHost.Ownership;
using Xerotier.Grains;
using Xerotier.Grains.ApiKeys;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.ApiKeys;

/// <summary>Makes secrets of API keys and replaces them.</summary>
internal sealed class KeyIssuer(IGrainFactory grains, OwnedThings owned, KeyCache cache, TimeProvider time)
{
    /// <summary>Creates a key in a project; the answer holds its secret, which is nowhere else.</summary>
    public async ValueTask<Result<ApiKeyBody>> CreateAsync(ProjectInfo project, ApiKeySpec spec)
    {
        var (secret, hash, shown) = NewSecret(project);
        string key = GrainKeys.ApiKey(hash);
        var created = await owned.CreateAsync(
            project.Id, OwnedKind.ApiKey, spec.Id, key, () => Key(key).CreateAsync(spec with { Prefix = shown }));
        return created.Value is { } info ? ApiKeyBody.Of(info) with { Key = secret } : created.Fault!;
    }

    /// <summary>
    /// Gives a key a new secret; the old one works until the end of the grace time. The new key is written before the
    /// index points to it, and the old one is retired last: a crash in between leaves the old secret in force.
    /// </summary>
    public async ValueTask<Result<ApiKeyBody>> RotateAsync(ProjectInfo project, OwnedThing current, TimeSpan grace)
    {
        var got = await Key(current.Key).GetAsync();
        if (got.Value is not { } old)
        {
            return got.Fault!;
        }

        if (!old.Active)
        {
            return new Fault(FaultCode.InvalidState, "The key is revoked.");
        }

        var (secret, hash, shown) = NewSecret(project);
        string key = GrainKeys.ApiKey(hash);
        string oldHash = HashOf(current);
        var created = await Key(key).CreateAsync(old.Spec with { Prefix = shown, Replaces = oldHash });
        if (created.Value is not { } info)
        {
            return created.Fault!;
        }

        if (await grains.GetGrain<IProjectGrain>(project.Id).AddAsync(current with { Key = key }) is { } fault)
        {
            return fault;
        }

        var ends = time.GetUtcNow() + grace;
        await Key(current.Key).RetireAsync(ends);
        cache.Forget(oldHash);
        return ApiKeyBody.Of(info) with { Key = secret, PreviousKeyExpiresAt = ends.ToUnixTimeSeconds() };
    }

    /// <summary>The hash of the secret of a key in an index.</summary>
    public static string HashOf(OwnedThing key) => key.Key[GrainKeys.ApiKey("").Length..];

    private static (string Secret, string Hash, string Shown) NewSecret(ProjectInfo project)
    {
        string prefix = $"{Secrets.ApiKeyPrefix}{project.Slug}_";
        string secret = Secrets.Create(prefix);
        return (secret, Secrets.Hash(secret), Secrets.Shown(secret, prefix));
    }

    private IApiKeyGrain Key(string key) => grains.GetGrain<IApiKeyGrain>(key);
}
