namespace Orleans;

/// <summary>Sees every call before the grain's method.</summary>
/// <param name="context">The call.</param>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);
