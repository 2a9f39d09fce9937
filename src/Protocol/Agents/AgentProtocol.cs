namespace Xerotier.Protocol.Agents;

/// <summary>Names and numbers of the protocol between agents and hosts.</summary>
public static class AgentProtocol
{
    /// <summary>Enrolment with a join key (POST).</summary>
    public const string EnrollPath = "/v1/enroll";

    /// <summary>Token rotation (POST).</summary>
    public const string RefreshPath = "/v1/enroll/refresh";

    /// <summary>Heartbeats (POST, bearer: agent token).</summary>
    public const string HeartbeatPath = "/v1/agents/heartbeat";

    /// <summary>Tunnel (WebSocket, bearer: agent token); the agent serves HTTP/2 over it.</summary>
    public const string TunnelPath = "/v1/agents/tunnel";

    /// <summary>WebSocket subprotocol of the tunnel.</summary>
    public const string TunnelSubprotocol = "xerotier-h2.v1";

    /// <summary>Seconds between heartbeats.</summary>
    public const int HeartbeatIntervalSeconds = 2;

    /// <summary>Request header from host to agent: the served name of the model to use.</summary>
    public const string ModelHeader = "X-Xerotier-Model";

    /// <summary>Request header from host to agent: the request's id, for logs on both sides.</summary>
    public const string RequestIdHeader = "X-Request-ID";

    /// <summary>
    /// Request header from host to agent: salt that keeps one project's cached prefixes from serving another's prompts.
    /// </summary>
    public const string CacheSaltHeader = "X-Xerotier-Cache-Salt";

    /// <summary>
    /// Request header from host to agent: the version (semver) of <see cref="ModelHeader"/> to use; followed by
    /// <c>, *</c> it is a wish, and any other version will do. None means any.
    /// </summary>
    public const string ModelVersionHeader = "X-Xerotier-Model-Version";

    /// <summary>
    /// Request header from host to agent: the prompt's prefix blocks as <see cref="Agents.PrefixBlocks"/> writes them,
    /// so that the agent can report which of them its backend holds.
    /// </summary>
    public const string PrefixBlocksHeader = "X-Xerotier-Prefix-Blocks";

    /// <summary>
    /// Agent route (POST <see cref="ModelLoadRequest"/>): loads a model version. 200 with
    /// <see cref="ModelLoadAck"/> once it is loaded, 202 with it while loading goes on, 4xx or 507 with an error
    /// envelope when it cannot be loaded there.
    /// </summary>
    public const string LoadPath = "/v1/models/load";

    /// <summary><see cref="ModelLoadAck.State"/> of a model that is loaded.</summary>
    public const string LoadedState = "loaded";

    /// <summary><see cref="ModelLoadAck.State"/> of a model that is being loaded.</summary>
    public const string LoadingState = "loading";

    /// <summary>
    /// Files of models (GET, bearer: agent token): below it <c>{model id}/versions/{version}</c> is the
    /// <see cref="ModelManifest"/>, and <c>/files/{path}</c> after that the bytes of one file, with ranges.
    /// </summary>
    public const string ModelsPath = "/v1/agents/models";

    /// <summary>Agent route (GET): the last log lines, newest last, as text; never prompt text.</summary>
    public const string LogsPath = "/agent/logs";

    /// <summary>Agent path (HEAD) that proves a tunnel alive: any answer will do.</summary>
    public const string ProbePath = "/agent/probe";

    /// <summary>Agent route (GET): Prometheus text.</summary>
    public const string MetricsPath = "/agent/metrics";
}
