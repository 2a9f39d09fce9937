using Xerotier.Tidy.Tests.Contracts;

namespace Xerotier.Tidy.Tests.Storage;

/// <summary>Every persisted state has a golden file of its first version that all later builds must read.</summary>
public sealed class GoldenFileRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code) =>
        from state in code.States()
        let path = $"tests/Grains.Tests/Golden/{state.Name}/v1.json"
        where code.Find(path) is null
        select new Violation(path, $"is missing: the state of {state.Grain.Name}");

    public CodeBase BadSample => CodeBase.Compiled("""
        public interface IBad : IGrainWithStringKey;
        public sealed class Kept { public int Size; }
        public sealed class BadGrain([PersistentState("kept")] IPersistentState<Kept> state) : Grain, IBad
        { public Kept Kept => state.State; }
        """);
}
