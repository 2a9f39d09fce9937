using Orleans;

namespace Xerotier.Grains.Platform;

/// <summary>
/// Facts of the installation. Key: <see cref="GrainKeys.Platform"/>. Called by API hosts at start.
/// </summary>
[Alias("xerotier.platform")]
public interface IPlatformGrain : IGrainWithStringKey
{
    /// <summary>
    /// Stores the hash of the first admin token. Answers the hash that is in force: the offered one exactly once in the
    /// life of an installation, the stored one ever after.
    /// </summary>
    /// <param name="offeredHash">Lower-case hex SHA-256 of a fresh token.</param>
    [Alias("ensure-admin-token")]
    ValueTask<string> EnsureAdminTokenAsync(string offeredHash);
}
