namespace Xerotier.Tidy.Tests.Contracts;

/// <summary>An alias names one type, and within a grain interface one method.</summary>
public sealed class AliasRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        var types = from type in code.Types
                    let alias = type.AliasOf()
                    where alias is not null
                    group type.FullName! by alias into same
                    where same.Count() > 1
                    select new Violation(same.Key, $"names {string.Join(" and ", same)}");
        var methods = from type in code.GrainInterfaces()
                      from method in type.GetMethods()
                      let alias = method.AliasOf()
                      where alias is not null
                      group method.Name by (type, alias) into same
                      where same.Count() > 1
                      select new Violation(same.Key.type.FullName!, $"'{same.Key.alias}' is {string.Join(", ", same)}");
        return types.Concat(methods);
    }

    public CodeBase BadSample => CodeBase.Compiled("""
        [GenerateSerializer, Alias("same")] public sealed record First;
        [GenerateSerializer, Alias("same")] public sealed record Second;
        """);
}
