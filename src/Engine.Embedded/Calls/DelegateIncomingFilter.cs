using Orleans;

namespace Xerotier.Engine.Calls;

/// <summary>A filter made of a delegate.</summary>
internal sealed class DelegateIncomingFilter(IncomingGrainCallFilterDelegate filter) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => filter(context);
}
