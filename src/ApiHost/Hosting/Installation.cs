using Orleans;
using Xerotier.ApiHost.Auth;
using Xerotier.Grains;
using Xerotier.Grains.Platform;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.Hosting;

/// <summary>
/// Makes sure, before the first request, that there is an admin token and an owner of the platform's agents.
/// </summary>
internal sealed class Installation(IGrainFactory grains, AdminTokens admin, IConfiguration configuration)
    : IHostedService
{
    /// <summary>
    /// Setting with the admin token in force; without it the first start makes one and prints it once.
    /// </summary>
    public const string AdminTokenSetting = "XEROTIER_ADMIN_TOKEN";

    private const int MinTokenLength = 16;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        admin.Set(configuration[AdminTokenSetting] is { Length: > 0 } given ? Check(given) : await EnsureTokenAsync());
        await grains.GetGrain<IProjectGrain>(GrainKeys.PlatformProject)
            .CreateAsync(new ProjectSpec("platform", "Platform", "paid", []));
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Check(string given) =>
        given.Length is >= MinTokenLength and <= Secrets.MaxLength && BearerToken.IsWellFormed(given)
            ? Secrets.Hash(given)
            : throw new InvalidOperationException(
                $"{AdminTokenSetting} must be {MinTokenLength} to {Secrets.MaxLength} of A-Z, a-z, 0-9, _ and -.");

    private async Task<string> EnsureTokenAsync()
    {
        string token = Secrets.Create(Secrets.AdminTokenPrefix);
        string offered = Secrets.Hash(token);
        string inForce = await grains.GetGrain<IPlatformGrain>(GrainKeys.Platform).EnsureAdminTokenAsync(offered);
        if (inForce == offered)
        {
            Console.WriteLine($"Admin token (shown only now): {token}");
        }

        return inForce;
    }
}
