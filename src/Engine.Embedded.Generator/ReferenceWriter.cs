using Microsoft.CodeAnalysis;

namespace Xerotier.Engine.Generator;

/// <summary>Writes the reference of one interface.</summary>
internal sealed class ReferenceWriter(INamedTypeSymbol type, string name, IReadOnlyList<MethodShape> methods)
{
    private readonly CodeText _code = new();

    public string Write()
    {
        _code.Line($"namespace {Names.Generated}");
        using (_code.Block())
        {
            _code.Line($"internal sealed class {name} : {Names.Calls}.GrainProxy, {type.Global()}");
            using (_code.Block())
            {
                var parameters = $"{Names.Grains}.ReferenceShared shared, global::Orleans.Runtime.IdSpan key";
                _code.Line($"public {name}({parameters}) : base(shared, key) {{ }}");
                for (var i = 0; i < methods.Count; i++) WriteMethod(methods[i], $"Call{i}");
                for (var i = 0; i < methods.Count; i++) new CallWriter(_code, methods[i], $"Call{i}").Write();
            }
        }

        return _code.ToString();
    }

    private void WriteMethod(MethodShape shape, string call)
    {
        var method = shape.Method;
        var parameters = string.Join(", ", method.Parameters.Select(static p => $"{p.Type.Declared()} @{p.Name}"));
        _code.Line();
        _code.Line(
            $"{method.ReturnType.Declared()} {method.ContainingType.Global()}.{method.Name}{shape.TypeParameters}"
            + $"({parameters})");
        using (_code.Block())
        {
            var type = $"{call}{shape.TypeParameters}";
            var created = shape.IsPooled ? $"{Names.Calls}.CallPool<{type}>.Rent()" : $"new {type}()";
            _code.Line($"var call_ = {created};");
            for (var i = 0; i < method.Parameters.Length; i++)
                _code.Line($"call_.Argument{i} = @{method.Parameters[i].Name};");
            _code.Line(shape.Kind switch
            {
                ReturnKind.Nothing => "_ = Send(call_);",
                ReturnKind.ValueTask => "return new global::System.Threading.Tasks.ValueTask(Send(call_));",
                ReturnKind.ValueTaskOfResult => $"return new {method.ReturnType.Declared()}(Send(call_));",
                ReturnKind.Enumeration => "return Enumerate(call_);",
                _ => "return Send(call_);",
            });
        }
    }
}
