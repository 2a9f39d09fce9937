using Microsoft.CodeAnalysis;

namespace Xerotier.Engine.Generator;

/// <summary>A method of a grain interface.</summary>
internal sealed class MethodShape
{
    private MethodShape(IMethodSymbol method, ReturnKind kind)
    {
        Method = method;
        Kind = kind;
        Result = (method.ReturnType as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();
        TokenIndex = method.Parameters.ToList().FindIndex(static p => p.Type.Global() == Names.Token);
    }

    public IMethodSymbol Method { get; }

    public ReturnKind Kind { get; }

    public ITypeSymbol? Result { get; }

    /// <summary>The position of the cancellation token; -1 when there is none.</summary>
    public int TokenIndex { get; }

    /// <summary>Whether calls are used again. A cancellation may still hold its call when that has ended.</summary>
    public bool IsPooled => Kind != ReturnKind.Enumeration && TokenIndex < 0;

    public string TypeParameters =>
        Method.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", Method.TypeParameters.Select(t => t.Name))}>";

    /// <summary>The methods of an interface and of those that it extends.</summary>
    public static IReadOnlyList<MethodShape> AllOf(INamedTypeSymbol type, out Problem? problem)
    {
        var shapes = new List<MethodShape>();
        problem = null;
        foreach (var member in type.AllInterfaces.Insert(0, type).SelectMany(static i => i.GetMembers()))
        {
            if (member.IsStatic) continue;
            problem = member switch
            {
                IMethodSymbol { MethodKind: MethodKind.Ordinary } method => Add(method, shapes),
                IMethodSymbol => null,
                _ => Problem.At(
                    type,
                    $"Grain interface {type.ToDisplayString()} may not have the member '{member.Name}': only methods "
                    + "can be called"),
            };
            if (problem is not null) return [];
        }

        return shapes;
    }

    private static Problem? Add(IMethodSymbol method, List<MethodShape> shapes)
    {
        if (KindOf(method.ReturnType) is not { } kind)
        {
            return Problem.At(method, $"Grain method {method.ToDisplayString()} must return Task, Task<T>, ValueTask, "
                + "ValueTask<T>, IAsyncEnumerable<T> or void");
        }

        if (method.Parameters.Any(static p => p.RefKind != RefKind.None))
            return Problem.At(method, $"Grain method {method.ToDisplayString()} may not have ref or out parameters");
        if (method.Parameters.Count(static p => p.Type.Global() == Names.Token) > 1)
            return Problem.At(method, $"Grain method {method.ToDisplayString()} may take one cancellation token only");
        shapes.Add(new(method, kind));
        return null;
    }

    private static ReturnKind? KindOf(ITypeSymbol type) => type.OriginalDefinition.ToDisplayString() switch
    {
        "void" => ReturnKind.Nothing,
        "System.Threading.Tasks.Task" => ReturnKind.Task,
        "System.Threading.Tasks.Task<TResult>" => ReturnKind.TaskOfResult,
        "System.Threading.Tasks.ValueTask" => ReturnKind.ValueTask,
        "System.Threading.Tasks.ValueTask<TResult>" => ReturnKind.ValueTaskOfResult,
        "System.Collections.Generic.IAsyncEnumerable<T>" => ReturnKind.Enumeration,
        _ => null,
    };
}
