using Orleans;

namespace Xerotier.Tidy.Tests.Contracts;

/// <summary>Grain classes are sealed, internal, and carry a grain type of their own.</summary>
public sealed class GrainClassRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        var grains = code.GrainClasses().Select(grain => (Type: grain, Name: GrainTypeOf(grain))).ToList();
        var shapes = from grain in grains
                     from problem in Problems(grain.Type, grain.Name)
                     select new Violation(grain.Type.FullName!, problem);
        var shared = from grain in grains
                     where grain.Name is not null
                     group grain.Type.FullName! by grain.Name into same
                     where same.Count() > 1
                     select new Violation(same.Key, $"is the grain type of {string.Join(" and ", same)}");
        return shapes.Concat(shared);
    }

    public CodeBase BadSample => CodeBase.Compiled(
        "public interface IBad : IGrainWithStringKey; public class BadGrain : Grain, IBad;");

    private static IEnumerable<string> Problems(Type type, string? name)
    {
        if (name is null)
        {
            yield return "has no [GrainType]";
        }

        if (!type.IsSealed)
        {
            yield return "is not sealed";
        }

        if (type.IsVisible)
        {
            yield return "is visible outside its project";
        }
    }

    private static string? GrainTypeOf(Type type) =>
        (string?)type.GetCustomAttributesData()
            .SingleOrDefault(attribute => attribute.AttributeType == typeof(GrainTypeAttribute))?
            .ConstructorArguments[0].Value;
}
