using System.Reflection;
using Orleans;

namespace Xerotier.ApiHost.Tests;

/// <summary>A grain, or the grain factory, that answers as a test says and fails loudly on every other call.</summary>
public class GrainDouble : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> _answer = (method, _) => throw new NotSupportedException(method.Name);

    /// <summary>A grain that answers some of its methods.</summary>
    public static T Of<T>(params (string Method, Func<object?[], object?> Answer)[] answers)
        where T : class
    {
        var byName = answers.ToDictionary(answer => answer.Method, answer => answer.Answer);
        return Of<T>((method, arguments) => byName.TryGetValue(method.Name, out var answer)
            ? answer(arguments)
            : throw new NotSupportedException($"{typeof(T).Name}.{method.Name} has no script."));
    }

    /// <summary>A factory that makes grains by type and key.</summary>
    public static IGrainFactory Factory(IReadOnlyDictionary<Type, Func<string, object>> grains) =>
        Of<IGrainFactory>((method, arguments) =>
            method is { Name: nameof(IGrainFactory.GetGrain), IsGenericMethod: true } && arguments[0] is string key
                && grains.TryGetValue(method.GetGenericArguments()[0], out var grain)
                ? grain(key)
                : throw new NotSupportedException($"No grain of type {method.GetGenericArguments()[0].Name}."));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args ?? []);

    private static T Of<T>(Func<MethodInfo, object?[], object?> answer)
        where T : class
    {
        var proxy = Create<T, GrainDouble>();
        ((GrainDouble)(object)proxy)._answer = answer;
        return proxy;
    }
}
