using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Loading;

/// <summary>How agents are told to load models.</summary>
internal sealed class LoadingOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Loading";

    /// <summary>
    /// Longest time a request waits for its model to be loaded; then 503 <c>model_loading</c>. Default 30 s, 0 to 1
    /// minute; never longer than requests wait for room.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// <c>Retry-After</c> in seconds for requests whose model is being loaded. Default 10, 1 to 600.
    /// </summary>
    [Range(1, 600)]
    public int RetryAfterSeconds { get; set; } = 10;

    /// <summary>Agents asked at most, one after the other, to load one model. Default 3, 1 to 16.</summary>
    [Range(1, 16)]
    public int MaxAgents { get; set; } = 3;

    /// <summary>
    /// Time between looks for agents that still serve an older version than their endpoint wants. Default 30 s, 1 s to
    /// 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan VersionCheckInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Longest time that the loading of a newer version on one agent is followed; then the next agent's turn comes.
    /// Default 30 minutes, 1 minute to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan VersionLoadLimit { get; set; } = TimeSpan.FromMinutes(30);
}
