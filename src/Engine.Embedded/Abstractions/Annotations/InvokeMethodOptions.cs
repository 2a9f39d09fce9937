namespace Orleans.CodeGeneration;

/// <summary>How a call of a method is delivered.</summary>
[Flags]
[GenerateSerializer]
public enum InvokeMethodOptions
{
    /// <summary>An ordinary call.</summary>
    None = 0,

    /// <summary>No answer is awaited.</summary>
    OneWay = 1,

    /// <summary>May interleave with other read-only calls.</summary>
    ReadOnly = 2,

    /// <summary>May interleave with every call.</summary>
    AlwaysInterleave = 4,

    /// <summary>Has no effect.</summary>
    Unordered = 8,
}
