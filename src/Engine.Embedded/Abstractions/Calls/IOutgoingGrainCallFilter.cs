namespace Orleans;

/// <summary>Sees every call before it leaves the caller.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Handles a call; <see cref="IGrainCallContext.Invoke"/> passes it on.</summary>
    /// <param name="context">The call.</param>
    Task Invoke(IOutgoingGrainCallContext context);
}
