using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Errors;

/// <summary>The only place where a fault gets its status, type and code.</summary>
internal static class FaultMap
{
    private const string Authentication = "authentication_error";
    private const string Authorization = "authorization_error";
    private const string Invalid = "invalid_request_error";
    private const string RateLimit = "rate_limit_error";
    private const string Service = "service_error";
    private const string Server = "server_error";

    /// <summary>Type of every fault that is reported after the first byte.</summary>
    public const string StreamErrorType = "stream_error";

    /// <summary>How <paramref name="code"/> looks on the wire.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code is not in the closed set: a bug.</exception>
    public static FaultShape Describe(FaultCode code) => code switch
    {
        FaultCode.InvalidApiKey => new(401, Authentication, "invalid_api_key"),
        FaultCode.ScopeInsufficient => new(403, Authentication, "scope_insufficient"),
        FaultCode.CrossProjectAccess => new(403, Authorization, "cross_project_access"),
        FaultCode.EndpointNotAllowed => new(403, Authorization, "endpoint_not_allowed"),
        FaultCode.IpNotAllowed => new(403, Authorization, "ip_not_allowed"),
        FaultCode.PermissionDenied => new(403, Authorization, "permission_denied"),
        FaultCode.FeatureNotEnabled => new(403, Authorization, "feature_not_enabled"),
        FaultCode.InvalidAgentToken => new(401, Authentication, "invalid_agent_token"),
        FaultCode.InvalidJoinKey => new(401, Authentication, "invalid_join_key"),
        FaultCode.InvalidRotationToken => new(401, Authentication, "invalid_rotation_token"),

        FaultCode.InvalidRequest => new(400, Invalid, "invalid_request"),
        FaultCode.InvalidId => new(400, Invalid, "invalid_id"),
        FaultCode.ContextLengthExceeded => new(400, Invalid, "context_length_exceeded"),
        FaultCode.TaskModeMismatch => new(400, Invalid, "task_mode_mismatch"),
        FaultCode.TierNotAllowed => new(400, Invalid, "tier_not_allowed"),
        FaultCode.ModelTooLargeForTier => new(400, Invalid, "model_too_large_for_tier"),
        FaultCode.BodyTooLarge => new(413, Invalid, "body_too_large"),
        FaultCode.UnsupportedMediaType => new(415, Invalid, "unsupported_media_type"),
        FaultCode.RequestBodyTimeout => new(408, Invalid, "request_body_timeout"),
        FaultCode.InvalidVersion => new(400, Invalid, "invalid_version"),
        FaultCode.InvalidModelStatus => new(400, Invalid, "invalid_model_status"),

        FaultCode.ChecksumMismatch => new(400, Invalid, "checksum_mismatch"),
        FaultCode.SizeMismatch => new(400, Invalid, "size_mismatch"),
        FaultCode.StorageQuotaExceeded => new(413, Invalid, "quota_exceeded"),
        FaultCode.InvalidArchive => new(400, Invalid, "invalid_archive"),

        FaultCode.RouteNotFound => new(404, Invalid, "route_not_found"),
        FaultCode.MethodNotAllowed => new(405, Invalid, "method_not_allowed"),
        FaultCode.ProjectNotFound => new(404, Invalid, "project_not_found"),
        FaultCode.EndpointNotFound => new(404, Invalid, "endpoint_not_found"),
        FaultCode.ModelNotFound => new(404, Invalid, "model_not_found"),
        FaultCode.AgentNotFound => new(404, Invalid, "agent_not_found"),
        FaultCode.ArtifactNotFound => new(404, Invalid, "file_not_found"),
        FaultCode.UploadNotFound => new(404, Invalid, "upload_not_found"),
        FaultCode.ApiKeyNotFound => new(404, Invalid, "api_key_not_found"),
        FaultCode.JoinKeyNotFound => new(404, Invalid, "join_key_not_found"),
        FaultCode.RequestNotFound => new(404, Invalid, "request_not_found"),
        FaultCode.VersionNotFound => new(404, Invalid, "version_not_found"),

        FaultCode.AlreadyExists => new(409, Invalid, "already_exists"),
        FaultCode.InvalidState => new(409, Invalid, "invalid_state"),
        FaultCode.ModelInUse => new(409, Invalid, "model_in_use"),
        FaultCode.VersionExists => new(409, Invalid, "version_exists"),
        FaultCode.LimitReached => new(403, Authorization, "limit_reached"),
        FaultCode.PlanLimitReached => new(403, Authorization, "plan_limit_reached"),

        FaultCode.RateLimited => new(429, RateLimit, "rate_limit_exceeded", 1),
        FaultCode.QuotaExceeded => new(429, RateLimit, "quota_exceeded", 1),

        FaultCode.NoAgentAvailable => new(503, Service, "no_agent_available"),
        FaultCode.QueueTimeout => new(503, Service, "queue_timeout", 5),
        FaultCode.ModelLoading => new(503, Service, "model_loading", 5),
        FaultCode.Overloaded => new(503, Service, "overloaded", 1),
        FaultCode.AgentFailed => new(502, Service, "agent_failed"),
        FaultCode.StoreUnavailable => new(503, Service, "store_unavailable", 2),
        FaultCode.RequestTimeout => new(504, Service, "request_timeout"),
        FaultCode.StreamInterrupted => new(502, StreamErrorType, "stream_interrupted"),
        FaultCode.ShuttingDown => new(503, Service, "shutting_down", 1),

        FaultCode.Cancelled => new(499, "cancelled", "cancelled"),
        FaultCode.Unspecified or FaultCode.Internal => new(500, Server, "internal_error"),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "A fault without a shape."),
    };
}
