namespace Orleans.Concurrency;

/// <summary>A method of the grain class decides per call whether it may interleave.</summary>
/// <param name="callbackMethodName">
/// A method <c>bool M(IInvokable)</c>, static or of the instance.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute
{
    internal string CallbackMethodName { get; } = callbackMethodName;
}
