using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Calls;

/// <summary>What a class of the grains project implements, calls and names; read from its source.</summary>
public sealed class GrainCalls
{
    public GrainCalls(IEnumerable<ClassDeclarationSyntax> parts)
    {
        foreach (var part in parts)
        {
            Implemented.UnionWith(
                from type in part.BaseList?.Types ?? default
                let name = type.Type.ToString()
                where name.StartsWith('I') && name.EndsWith("Grain", StringComparison.Ordinal)
                select name);
            Called.UnionWith(
                from generic in part.DescendantNodes().OfType<GenericNameSyntax>()
                where generic.Identifier.Text == "GetGrain"
                select generic.TypeArgumentList.Arguments[0].ToString());
            Names.UnionWith(part.DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.Text));
        }
    }

    /// <summary>The grain interfaces that the class implements.</summary>
    public HashSet<string> Implemented { get; } = [];

    /// <summary>The grain interfaces whose references it asks for.</summary>
    public HashSet<string> Called { get; } = [];

    /// <summary>All names it uses.</summary>
    public HashSet<string> Names { get; } = [];
}
