namespace Orleans.Runtime;

/// <summary>The stages of an activation.</summary>
public static class GrainLifecycleStage
{
    /// <summary>The first stage.</summary>
    public const int First = int.MinValue;

    /// <summary>Stored state is read.</summary>
    public const int SetupState = 1_000;

    /// <summary>The grain's own activation runs.</summary>
    public const int Activate = SetupState + 1_000;

    /// <summary>The last stage.</summary>
    public const int Last = int.MaxValue;
}
