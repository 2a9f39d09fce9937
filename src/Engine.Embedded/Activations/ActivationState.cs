namespace Xerotier.Engine.Activations;

/// <summary>Where an activation is in its life.</summary>
internal enum ActivationState : byte
{
    /// <summary>Made, not yet activated; calls wait.</summary>
    Activating,

    /// <summary>Runs calls.</summary>
    Valid,

    /// <summary>Finishes; calls wait to be sent to the next activation.</summary>
    Deactivating,

    /// <summary>Gone.</summary>
    Invalid,
}
