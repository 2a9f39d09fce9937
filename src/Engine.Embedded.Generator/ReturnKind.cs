namespace Xerotier.Engine.Generator;

/// <summary>What a grain method returns.</summary>
internal enum ReturnKind
{
    /// <summary>Nothing; the call is one-way.</summary>
    Nothing,

    /// <summary>A task.</summary>
    Task,

    /// <summary>A task with a result.</summary>
    TaskOfResult,

    /// <summary>A value task.</summary>
    ValueTask,

    /// <summary>A value task with a result.</summary>
    ValueTaskOfResult,

    /// <summary>An enumeration.</summary>
    Enumeration,
}
