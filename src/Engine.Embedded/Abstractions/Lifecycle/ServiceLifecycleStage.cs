namespace Orleans;

/// <summary>The stages of a silo.</summary>
public static class ServiceLifecycleStage
{
    /// <summary>The first stage.</summary>
    public const int First = int.MinValue;

    /// <summary>The engine initialises itself.</summary>
    public const int RuntimeInitialize = 2_000;

    /// <summary>The engine's services start.</summary>
    public const int RuntimeServices = 4_000;

    /// <summary>Storage providers start.</summary>
    public const int RuntimeStorageServices = 6_000;

    /// <summary>Engine services that are grains start.</summary>
    public const int RuntimeGrainServices = 8_000;

    /// <summary>After the engine services that are grains.</summary>
    public const int AfterRuntimeGrainServices = 8_100;

    /// <summary>Services of the application start.</summary>
    public const int ApplicationServices = 10_000;

    /// <summary>The silo joins the cluster.</summary>
    public const int BecomeActive = Active - 1;

    /// <summary>The silo serves calls.</summary>
    public const int Active = 20_000;

    /// <summary>The last stage.</summary>
    public const int Last = int.MaxValue;
}
