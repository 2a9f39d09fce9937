using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Xerotier.Engine.Calls;

/// <summary>A call on its way through the outgoing filters.</summary>
internal sealed class OutgoingCall(
    GrainCall call,
    IGrainContext? source,
    IReadOnlyList<IOutgoingGrainCallFilter> filters,
    Func<Task<Response>> send) : IOutgoingGrainCallContext
{
    private int _stage;
    private Response? _response;

    public IInvokable Request => call;

    public object Grain => call.Reference;

    public GrainId? SourceId => source?.GrainId;

    public GrainId TargetId => call.Reference.GrainId;

    public GrainInterfaceType InterfaceType => call.Reference.InterfaceType;

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.GetMethodName();

    public MethodInfo InterfaceMethod => call.GetMethod();

    public IGrainContext? SourceContext => source;

    public object? Result
    {
        get => _response?.Result;
        set => _response = Response.FromResult(value);
    }

    public Response? Response
    {
        get => _response;
        set => _response = value;
    }

    public async Task Invoke()
    {
        if (_stage < filters.Count)
        {
            await filters[_stage++].Invoke(this);
            return;
        }

        _stage++;
        _response = await send();
        _response.GetResult<object?>();
    }
}
