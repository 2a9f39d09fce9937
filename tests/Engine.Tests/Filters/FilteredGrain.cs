using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Filters;

/// <summary>Filters its own calls.</summary>
[GrainType("engine-tests.filtered")]
internal sealed class FilteredGrain : Grain, IFiltered, IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var key = this.GetPrimaryKeyString();
        switch (context.MethodName)
        {
            case nameof(Refused):
                throw new UnauthorizedAccessException("The grain's filter refuses.");
            case nameof(Replaced):
                context.Result = "replaced";
                return;
        }

        var method = context.ImplementationMethod;
        Journal.Write(key, $"before {method.Name} of {method.DeclaringType!.Name}");
        try
        {
            await context.Invoke();
            Journal.Write(key, $"after {context.Result}");
        }
        catch (InvalidOperationException failure)
        {
            Journal.Write(key, $"caught {failure.Message}");
            throw;
        }
    }

    public Task<string> Echo(string text) => Task.FromResult(text);

    public Task<string> ThroughClientFilter(string text) => Task.FromResult(text);

    public Task<string> Refused() => Task.FromResult("not refused");

    public Task<string> Replaced() => Task.FromResult("not replaced");

    public Task Throws() => throw new InvalidOperationException("from the method");

    public Task<string> CallOther(string key, string text) => GrainFactory.GetGrain<IFiltered>(key).Echo(text);
}

[GrainType("engine-tests.filtered-marks")]
internal sealed class FilteredMarksGrain : Grain, IFilteredMarks, IIncomingGrainCallFilter
{
    public Task<string> Name() => Task.FromResult("method");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        context.Result = $"grain({context.Result})";
    }
}
