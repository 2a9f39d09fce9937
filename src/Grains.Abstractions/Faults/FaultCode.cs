namespace Xerotier.Grains.Faults;

/// <summary>
/// The closed set of reasons for which a request can fail. Values are frozen: append, never renumber.
/// </summary>
public enum FaultCode
{
    /// <summary>Never used on purpose; what a missing field decodes to.</summary>
    Unspecified = 0,

    /// <summary>API key or admin token missing, garbled, unknown, expired or revoked; never says which.</summary>
    InvalidApiKey = 1,

    /// <summary>The key lacks the scope that the route needs.</summary>
    ScopeInsufficient = 2,

    /// <summary>The key belongs to another project than the path names.</summary>
    CrossProjectAccess = 3,

    /// <summary>The key is locked to another endpoint.</summary>
    EndpointNotAllowed = 4,

    /// <summary>The caller's address is outside the key's filter.</summary>
    IpNotAllowed = 5,

    /// <summary>The key's role does not allow the action.</summary>
    PermissionDenied = 6,

    /// <summary>The account lacks the feature.</summary>
    FeatureNotEnabled = 7,

    /// <summary>The agent token is missing, unknown, expired or revoked.</summary>
    InvalidAgentToken = 8,

    /// <summary>The join key is unknown, expired, revoked or used.</summary>
    InvalidJoinKey = 9,

    /// <summary>The rotation token is unknown or was used before; re-use revokes the agent's tokens.</summary>
    InvalidRotationToken = 10,

    /// <summary>The request is malformed; <see cref="Fault.Param"/> names the field.</summary>
    InvalidRequest = 20,

    /// <summary>An id in the path or body is not a UUID.</summary>
    InvalidId = 21,

    /// <summary>The prompt does not fit the model's context.</summary>
    ContextLengthExceeded = 22,

    /// <summary>The endpoint's task mode does not serve this operation.</summary>
    TaskModeMismatch = 23,

    /// <summary>The body is larger than allowed.</summary>
    BodyTooLarge = 24,

    /// <summary>The body's media type is not supported.</summary>
    UnsupportedMediaType = 25,

    /// <summary>The body did not arrive in time.</summary>
    RequestBodyTimeout = 26,

    /// <summary>A version is no semantic version.</summary>
    InvalidVersion = 27,

    /// <summary>No such route.</summary>
    RouteNotFound = 40,

    /// <summary>The route exists but not with this method.</summary>
    MethodNotAllowed = 41,

    /// <summary>No such project.</summary>
    ProjectNotFound = 42,

    /// <summary>No such endpoint.</summary>
    EndpointNotFound = 43,

    /// <summary>No such model, or no access to it.</summary>
    ModelNotFound = 44,

    /// <summary>No such agent.</summary>
    AgentNotFound = 45,

    /// <summary>No such API key.</summary>
    ApiKeyNotFound = 46,

    /// <summary>No such join key.</summary>
    JoinKeyNotFound = 47,

    /// <summary>No such version of the model.</summary>
    VersionNotFound = 48,

    /// <summary>The name or slug is taken.</summary>
    AlreadyExists = 60,

    /// <summary>The thing's state does not allow the action.</summary>
    InvalidState = 61,

    /// <summary>A model is used by an endpoint.</summary>
    ModelInUse = 62,

    /// <summary>A limit of the project is reached (number of keys, endpoints, ...).</summary>
    LimitReached = 63,

    /// <summary>The model has this version already.</summary>
    VersionExists = 64,

    /// <summary>The tier's request or token rate is used up.</summary>
    RateLimited = 80,

    /// <summary>The key's own quota is used up.</summary>
    QuotaExceeded = 81,

    /// <summary>No enrolled agent could serve the request, not even one that is away.</summary>
    NoAgentAvailable = 100,

    /// <summary>No agent had room within the queue's time.</summary>
    QueueTimeout = 101,

    /// <summary>The model is being loaded.</summary>
    ModelLoading = 102,

    /// <summary>The queue is full or the host sheds load.</summary>
    Overloaded = 103,

    /// <summary>The agent failed before the first byte, on every attempt.</summary>
    AgentFailed = 104,

    /// <summary>The state store cannot be reached.</summary>
    StoreUnavailable = 105,

    /// <summary>The agent did not answer within the tier's request time.</summary>
    RequestTimeout = 106,

    /// <summary>The agent failed after the first byte.</summary>
    StreamInterrupted = 107,

    /// <summary>The host is shutting down.</summary>
    ShuttingDown = 108,

    /// <summary>The client went away.</summary>
    Cancelled = 120,

    /// <summary>A bug.</summary>
    Internal = 121,

    /// <summary>The project's plan allows no more things of this kind.</summary>
    PlanLimitReached = 130,

    /// <summary>The model may not be used on the tier.</summary>
    TierNotAllowed = 131,

    /// <summary>The model is larger than the tier takes.</summary>
    ModelTooLargeForTier = 132,

    /// <summary>The model's status does not allow the action.</summary>
    InvalidModelStatus = 133,

    /// <summary>The content of a part or file has another SHA-256 than announced.</summary>
    ChecksumMismatch = 140,

    /// <summary>An upload has more or fewer bytes than announced.</summary>
    SizeMismatch = 141,

    /// <summary>The project may not keep so many bytes of model files.</summary>
    StorageQuotaExceeded = 142,

    /// <summary>An archive is broken, or holds what may not be unpacked.</summary>
    InvalidArchive = 143,

    /// <summary>No such upload.</summary>
    UploadNotFound = 144,

    /// <summary>No such file of a model's version.</summary>
    ArtifactNotFound = 145,

    /// <summary>No recent request has this id.</summary>
    RequestNotFound = 160,
}
