namespace Xerotier.Routing;

/// <summary>Why an agent that knows the model is not a candidate, in the order in which it is checked.</summary>
internal enum Rejection
{
    None = 0,

    // Could not serve the request even if everything about the agent went well; one that failed it is not asked again.
    Excluded,
    Tier,
    Binding,
    Version,
    Context,

    // Could serve it, but not now.
    Away,
    Suspended,
    Draining,
    NotLoaded,
    Loading,
    Suspect,
    Full,
}
