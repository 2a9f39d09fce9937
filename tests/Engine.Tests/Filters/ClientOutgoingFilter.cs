using Orleans;

namespace Xerotier.Engine.Tests.Filters;

/// <summary>Changes arguments and results of one method as the client sends it.</summary>
internal sealed class ClientOutgoingFilter : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.MethodName != nameof(IFiltered.ThroughClientFilter))
        {
            await context.Invoke();
            return;
        }

        var argument = (string)context.Request.GetArgument(0)!;
        if (argument == "refuse") throw new UnauthorizedAccessException("The client's filter refuses.");
        context.Request.SetArgument(0, $"{argument} changed");
        await context.Invoke();
        context.Result = $"{context.Result} seen";
    }
}
