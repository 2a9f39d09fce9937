using Xerotier.Tidy.Tests.Contracts;

namespace Xerotier.Tidy.Tests.Storage;

/// <summary>
/// A state name belongs to one grain: the grain type is no part of the stored row, so two grains with one key and
/// one state name would overwrite each other.
/// </summary>
public sealed class StateNameRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from state in code.States()
        group state.Grain.FullName! by state.Name into same
        where same.Count() > 1
        select new Violation(same.Key, $"is the state name of {string.Join(" and ", same)}");

    public CodeBase BadSample => CodeBase.Compiled("""
        public interface IBad : IGrainWithStringKey;
        public sealed class Kept { public int Size; }
        public sealed class FirstGrain([PersistentState("same")] IPersistentState<Kept> state) : Grain, IBad
        { public Kept Kept => state.State; }
        public sealed class SecondGrain([PersistentState("same")] IPersistentState<Kept> state) : Grain, IBad
        { public Kept Kept => state.State; }
        """);
}
