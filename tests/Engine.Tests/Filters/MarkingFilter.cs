using Orleans;

namespace Xerotier.Engine.Tests.Filters;

/// <summary>A filter of the silo; marks the results of the grains of these tests.</summary>
internal sealed class MarkingFilter : IIncomingGrainCallFilter
{
    public static IncomingGrainCallFilterDelegate Second => context => MarkAsync(context, "second");

    public Task Invoke(IIncomingGrainCallContext context) => MarkAsync(context, "first");

    private static async Task MarkAsync(IIncomingGrainCallContext context, string mark)
    {
        await context.Invoke();
        if (context.Grain is IFilteredMarks && context.Result is string text) context.Result = $"{mark}({text})";
    }
}
