using System.Globalization;
using Xerotier.Grains.Catalog;

namespace Xerotier.Grains;

/// <summary>
/// The only place where grain keys are built. All keys are strings of at most 512 characters; none may look like
/// 1-16 hex digits, 32 hex digits, or either followed by <c>+</c>, because the ADO.NET storage provider would
/// read it as a number and two grains would share a row.
/// </summary>
public static class GrainKeys
{
    /// <summary>Key of the single project directory.</summary>
    public const string ProjectDirectory = "projects";

    /// <summary>Key of the single platform grain.</summary>
    public const string Platform = "platform";

    /// <summary>Key of the (stateless) router.</summary>
    public const string Router = "router";

    /// <summary>Key of the single list of work on models.</summary>
    public const string ModelWork = "model-work";

    /// <summary>Key of the audit trail.</summary>
    public const string Audit = "audit";

    /// <summary>Project that owns what the platform itself runs: shared agents and their join keys.</summary>
    public const string PlatformProject = "proj_platform";

    /// <summary>Pool of the agents that the platform runs for every project.</summary>
    public const string SharedPool = "shared";

    /// <summary>Key of an API key's grain.</summary>
    /// <param name="hash">Lower-case hex SHA-256 of the whole secret.</param>
    public static string ApiKey(string hash) => "key:" + hash;

    /// <summary>Key of a join key's grain.</summary>
    /// <param name="hash">Lower-case hex SHA-256 of the whole secret.</param>
    public static string JoinKey(string hash) => "join:" + hash;

    /// <summary>Key of an endpoint: the project's id and the endpoint's slug.</summary>
    public static string Endpoint(string projectId, string slug) => projectId + "/" + slug;

    /// <summary>Key of a model or an agent: its UUID in lower-case "D" form.</summary>
    public static string Uuid(Guid id) => id.ToString("D");

    /// <summary>Key of a model's version: the model's UUID and the semver.</summary>
    public static string ModelVersion(Guid modelId, string version) => Uuid(modelId) + "/" + version;

    /// <summary>Key of the queue for one model in one pool.</summary>
    public static string Queue(string pool, string model) => pool + "/" + model;

    /// <summary>Key of the rate limit of one API key on one tier.</summary>
    public static string Limit(Guid apiKeyId, string tier) => Uuid(apiKeyId) + "/" + tier;

    /// <summary>Key of one API key's own quota.</summary>
    public static string Quota(Guid apiKeyId) => Uuid(apiKeyId);

    /// <summary>Key of a project's usage on one UTC day.</summary>
    public static string Usage(string projectId, DateOnly day) =>
        projectId + "/" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Key of a full page of the audit trail.</summary>
    /// <param name="page">Its place, from 0.</param>
    public static string AuditPage(int page) =>
        "audit/" + page.ToString(CultureInfo.InvariantCulture);

    /// <summary>Key of a segment of the catalog.</summary>
    /// <param name="segment">0 to <see cref="CatalogSegments.Count"/> - 1.</param>
    public static string Catalog(int segment) =>
        "catalog/" + segment.ToString(CultureInfo.InvariantCulture);

    /// <summary>Pool of the agents that a project owns; the platform's own agents form the shared pool.</summary>
    public static string PoolOf(string projectId) =>
        projectId == PlatformProject ? SharedPool : projectId;
}
