using Microsoft.CodeAnalysis;

namespace Xerotier.Engine.Generator;

/// <summary>Writes the call class of one method.</summary>
internal sealed class CallWriter(CodeText code, MethodShape shape, string name)
{
    private readonly IMethodSymbol _method = shape.Method;

    private string Interface => _method.ContainingType.Global();

    private string Arguments =>
        string.Join(", ", _method.Parameters.Select(static (_, i) => $"Argument{i}"));

    public void Write()
    {
        code.Line();
        code.Line($"private sealed class {name}{shape.TypeParameters} : {Names.Calls}.{Base()}{Constraints()}");
        using (code.Block())
        {
            WriteDescriptor();
            foreach (var (parameter, i) in _method.Parameters.Select(static (p, i) => (p, i)))
                code.Line($"public {parameter.Type.Declared()} Argument{i} = default!;");
            if (shape.TokenIndex >= 0)
                code.Line($"public override {Names.Token} GetCancellationToken() => Argument{shape.TokenIndex};");
            if (shape.Kind == ReturnKind.Enumeration) WriteEnumeration();
            else WriteInvocation();
        }
    }

    private string Base() => shape.Kind switch
    {
        ReturnKind.TaskOfResult or ReturnKind.ValueTaskOfResult => $"ResultCall<{shape.Result!.Declared()}>",
        ReturnKind.Enumeration => $"EnumerationCall<{shape.Result!.Declared()}>",
        _ => "VoidCall",
    };

    private string Constraints() => string.Concat(_method.TypeParameters.Select(static parameter =>
    {
        var parts = parameter.ConstraintTypes.Select(static t => t.Declared()).ToList();
        if (parameter.HasUnmanagedTypeConstraint) parts.Insert(0, "unmanaged");
        else if (parameter.HasValueTypeConstraint) parts.Insert(0, "struct");
        else if (parameter.HasReferenceTypeConstraint) parts.Insert(0, "class");
        else if (parameter.HasNotNullConstraint) parts.Insert(0, "notnull");
        if (parameter.HasConstructorConstraint) parts.Add("new()");
        return parts.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }));

    private void WriteDescriptor()
    {
        var types = _method.Parameters.Select(static p => $"typeof({p.Type.Global()})");
        var typeArguments = string.Concat(_method.TypeParameters.Select(static t => $", typeof({t.Name})"));
        code.Line(
            $"private static readonly {Names.Calls}.CallMethod Method = new(typeof({Interface}), \"{_method.Name}\", "
            + $"new global::System.Type[] {{ {string.Join(", ", types)} }}{typeArguments});");
        code.Line($"public override {Names.Calls}.CallMethod Descriptor => Method;");
    }

    private void WriteInvocation()
    {
        if (shape.TokenIndex >= 0)
        {
            code.Line(
                $"public override void SetCancellationToken({Names.Token} token) => "
                + $"Argument{shape.TokenIndex} = token;");
        }

        if (_method.Parameters.Length > 0) WriteArguments();
        if (shape.IsPooled) WriteRecycling();
        var call = $"(({Interface})Target).{_method.Name}{shape.TypeParameters}({Arguments})";
        const string task = "global::System.Threading.Tasks.ValueTask";
        var result = shape.Result?.Declared();
        switch (shape.Kind)
        {
            case ReturnKind.Nothing:
                code.Line($"protected override {task} InvokeInner() {{ {call}; return default; }}");
                break;
            case ReturnKind.Task or ReturnKind.ValueTask:
                code.Line(
                    $"protected override {task} InvokeInner() => {Wrapped(shape.Kind == ReturnKind.Task, call)};");
                break;
            default:
                code.Line(
                    $"protected override {task}<{result}> InvokeInner() => "
                    + $"{Wrapped(shape.Kind == ReturnKind.TaskOfResult, call)};");
                break;
        }
    }

    private static string Wrapped(bool isTask, string call) => isTask ? $"new({call})" : call;

    private void WriteEnumeration()
    {
        if (shape.TokenIndex >= 0)
        {
            code.Line($"private {_method.ReturnType.Declared()} Run(object target, {Names.Token} token)");
            using (code.Block())
            {
                code.Line($"Argument{shape.TokenIndex} = token;");
                code.Line($"return (({Interface})target).{_method.Name}{shape.TypeParameters}({Arguments});");
            }
        }

        var body = shape.TokenIndex >= 0
            ? "Run(target, token)"
            : $"(({Interface})target).{_method.Name}{shape.TypeParameters}({Arguments})";
        code.Line(
            $"public override {_method.ReturnType.Declared()} Invoke(object target, {Names.Token} token) => {body};");
    }

    private void WriteRecycling()
    {
        code.Line("protected override void Recycle()");
        using (code.Block())
        {
            for (var i = 0; i < _method.Parameters.Length; i++) code.Line($"Argument{i} = default!;");
            code.Line($"{Names.Calls}.CallPool<{name}{shape.TypeParameters}>.Return(this);");
        }
    }

    private void WriteArguments()
    {
        code.Line($"public override int GetArgumentCount() => {_method.Parameters.Length};");
        code.Line("public override object? GetArgument(int index) => index switch");
        using (code.Block())
        {
            for (var i = 0; i < _method.Parameters.Length; i++) code.Line($"{i} => Argument{i},");
            code.Line("_ => base.GetArgument(index),");
        }

        code.Line(";");
        code.Line("public override void SetArgument(int index, object value)");
        using (code.Block())
        {
            for (var i = 0; i < _method.Parameters.Length; i++)
            {
                var type = _method.Parameters[i].Type.Declared();
                code.Line($"if (index == {i}) {{ Argument{i} = ({type})value; return; }}");
            }

            code.Line("base.SetArgument(index, value);");
        }
    }
}
