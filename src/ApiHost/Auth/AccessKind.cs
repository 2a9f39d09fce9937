namespace Xerotier.ApiHost.Auth;

/// <summary>Which credential opens a route.</summary>
internal enum AccessKind
{
    /// <summary>None: public, or checked from the body by the handler itself.</summary>
    Open,

    /// <summary>A key of the project that the path names as <c>{project}</c>.</summary>
    Project,

    /// <summary>The admin token.</summary>
    Admin,

    /// <summary>An agent's token.</summary>
    Agent,

    /// <summary>What API hosts of one installation show each other.</summary>
    Host,
}
