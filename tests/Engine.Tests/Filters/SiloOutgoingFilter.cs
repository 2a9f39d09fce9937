using Orleans;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Filters;

/// <summary>Writes down what the grains of these tests call.</summary>
internal sealed class SiloOutgoingFilter : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType == typeof(IFiltered))
            Journal.Write($"out-{context.TargetId.Key}", $"{context.SourceId?.Key} {context.MethodName}");
        await context.Invoke();
    }
}
