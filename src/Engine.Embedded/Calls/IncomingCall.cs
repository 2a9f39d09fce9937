using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Xerotier.Engine.Calls;

/// <summary>A call on its way through the incoming filters.</summary>
internal sealed class IncomingCall(
    GrainCall call, ICallOwner owner, IReadOnlyList<IIncomingGrainCallFilter> filters) : IIncomingGrainCallContext
{
    private int _stage;
    private Response? _response;

    public IInvokable Request => call;

    public object Grain => call.GetTarget()!;

    public GrainId? SourceId => call.Source?.GrainId;

    public GrainId TargetId => call.Reference.GrainId;

    public GrainInterfaceType InterfaceType => call.Reference.InterfaceType;

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.GetMethodName();

    public MethodInfo InterfaceMethod => call.GetMethod();

    public MethodInfo ImplementationMethod => ImplementationOf(Grain.GetType(), call.GetMethod());

    public IGrainContext TargetContext => owner.GrainContext!;

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
        try
        {
            _response = await call.Invoke();
        }
        catch (Exception failure)
        {
            _response = Response.FromException(failure);
            throw;
        }
    }

    private static MethodInfo ImplementationOf(Type implementation, MethodInfo method)
    {
        var map = implementation.GetInterfaceMap(method.DeclaringType!);
        var definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        var found = map.TargetMethods[Array.IndexOf(map.InterfaceMethods, definition)];
        return method.IsGenericMethod ? found.MakeGenericMethod(method.GetGenericArguments()) : found;
    }
}
