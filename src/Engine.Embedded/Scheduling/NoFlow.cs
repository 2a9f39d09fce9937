namespace Xerotier.Engine.Scheduling;

/// <summary>
/// Keeps ambient values of the code that runs from flowing into work that it only starts. Nests, unlike what it is
/// made of.
/// </summary>
internal readonly ref struct NoFlow : IDisposable
{
    private readonly bool _suppressed;

    private NoFlow(bool suppressed) => _suppressed = suppressed;

    /// <summary>No values flow until the answer is disposed.</summary>
    public static NoFlow Enter()
    {
        if (ExecutionContext.IsFlowSuppressed()) return default;
        ExecutionContext.SuppressFlow();
        return new(true);
    }

    public void Dispose()
    {
        if (_suppressed) ExecutionContext.RestoreFlow();
    }
}
