using Microsoft.CodeAnalysis;

namespace Xerotier.Tidy.Tests.Engine;

public sealed class EngineSurfaceTests
{
    private static readonly IReadOnlyDictionary<string, ApiType> Embedded =
        EngineSurface.Embedded(CodeBase.Repository);

    private static readonly IReadOnlyDictionary<string, ApiType> Orleans =
        ApiSurface.Read(CodeBase.Repository.Find(EngineSurface.Path)?.Text ?? "");

    [Fact]
    [Trait("Engine", "orleans")]
    public void OrleansSurface_OfThePackages_IsTheReviewedOne() => CheckedIn.Matches(
        EngineSurface.Path, EngineSurface.Describe(EngineAssemblies.Orleans(), CodeBase.Repository));

    [Fact]
    public void EmbeddedEngine_NothingThatOrleansLacks() => ShouldBeEmpty(
        EngineSurface.Extra(Embedded, Orleans),
        $"Orleans lacks these (or {EngineSurface.Path} is old: run this project on the orleans engine)");

    [Fact]
    public void EmbeddedEngine_EveryOverload() =>
        ShouldBeEmpty(EngineSurface.Missing(Embedded, Orleans), "the embedded engine lacks these overloads");

    [Fact]
    public void Extra_MemberOrTypeOfOurOwn_IsSeen()
    {
        var orleans = Surface("namespace Orleans; public interface IA { void Go(); }");
        var embedded = Surface("""
            namespace Orleans; public interface IA { void Go(); void Run(); } public interface IB;
            """);

        EngineSurface.Extra(embedded, orleans).ShouldBe(
            [new("Orleans.IA", "void Run()"), new("Orleans.IB", "the whole type")], ignoreOrder: true);
    }

    [Fact]
    public void Missing_OverloadButNotMember_IsSeen()
    {
        var orleans = Surface("""
            namespace Orleans;
            public class A { public void Go() {} protected void Go(int n = 1) {} public void Run() {} }
            """);
        var embedded = Surface("namespace Orleans; public class A { public void Go() {} }");

        EngineSurface.Missing(embedded, orleans).ShouldBe([new("Orleans.A", "protected void Go(int n = 1)")]);
        EngineSurface.Extra(embedded, orleans).ShouldBeEmpty();
    }

    [Fact]
    public void Surface_WrittenAndRead_IsTheSame()
    {
        var surface = Surface("namespace N; [Flags] public enum E { A = 1 } public delegate T F<T>(in T t);");

        ApiSurface.Write(ApiSurface.Read(ApiSurface.Write(surface.Values)).Values)
            .ShouldBe(ApiSurface.Write(surface.Values));
    }

    private static void ShouldBeEmpty(IEnumerable<Violation> violations, string what)
    {
        var lines = violations.Select(violation => violation.ToString()).Order().ToList();
        lines.Count.ShouldBe(0, $"{what}:\n{string.Join('\n', lines)}\n");
    }

    private static IReadOnlyDictionary<string, ApiType> Surface(string text) =>
        EngineSurface.Embedded(CodeBase.Of(("src/Engine.Embedded/Sample.cs", text)));
}
