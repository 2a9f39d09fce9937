namespace Xerotier.Grains.Limits;

/// <summary>Whether a limit granted a request. Values are frozen.</summary>
public enum LimitOutcome
{
    /// <summary>Not set.</summary>
    Unspecified = 0,

    /// <summary>Granted.</summary>
    Granted = 1,

    /// <summary>The tier's request rate is used up.</summary>
    RequestsUsedUp = 2,

    /// <summary>The tier's token rate is used up.</summary>
    TokensUsedUp = 3,
}
