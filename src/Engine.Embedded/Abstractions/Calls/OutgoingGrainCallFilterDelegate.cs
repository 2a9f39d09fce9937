namespace Orleans;

/// <summary>Sees every call before it leaves the caller.</summary>
/// <param name="context">The call.</param>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
