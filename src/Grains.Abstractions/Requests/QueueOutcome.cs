namespace Xerotier.Grains.Requests;

/// <summary>What a waiting request does next. Values are frozen.</summary>
public enum QueueOutcome
{
    /// <summary>Not set.</summary>
    Unspecified = 0,

    /// <summary>Try to route now.</summary>
    Turn = 1,

    /// <summary>Ask again with the same ticket.</summary>
    Wait = 2,

    /// <summary>The queue is full: answer overload.</summary>
    Full = 3,
}
