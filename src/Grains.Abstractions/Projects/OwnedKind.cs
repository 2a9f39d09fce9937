namespace Xerotier.Grains.Projects;

/// <summary>Kinds of things a project owns. Values are frozen.</summary>
public enum OwnedKind
{
    /// <summary>Not set.</summary>
    Unspecified = 0,

    /// <summary>API keys.</summary>
    ApiKey = 1,

    /// <summary>Endpoints.</summary>
    Endpoint = 2,

    /// <summary>Models.</summary>
    Model = 3,

    /// <summary>Join keys.</summary>
    JoinKey = 4,

    /// <summary>Agents.</summary>
    Agent = 5,

    /// <summary>Uploads.</summary>
    Upload = 6,
}
