using System.Reflection;
using Orleans;
using Xerotier.Tidy.Tests.Contracts;

namespace Xerotier.Tidy.Tests.Storage;

/// <summary>Persisted state is a sealed internal class that the store can build and the serializer knows.</summary>
public sealed class StateShapeRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from type in code.StateTypes()
        from problem in Problems(type)
        select new Violation(type.FullName!, problem);

    public CodeBase BadSample => CodeBase.Compiled("""
        public interface IBad : IGrainWithStringKey;
        public class Kept(int size) { public int Size => size; }
        public sealed class BadGrain([PersistentState("kept")] IPersistentState<Kept> state) : Grain, IBad
        { public Kept Kept => state.State; }
        """);

    private static IEnumerable<string> Problems(Type type)
    {
        if (!type.IsSealed || type.IsVisible)
        {
            yield return "is not a sealed internal class";
        }

        if (type.GetConstructor(BindingFlags.Instance | BindingFlags.Public, []) is null)
        {
            yield return "has no parameterless constructor";
        }

        if (!type.Has<GenerateSerializerAttribute>())
        {
            yield return "has no [GenerateSerializer]";
        }
    }
}
