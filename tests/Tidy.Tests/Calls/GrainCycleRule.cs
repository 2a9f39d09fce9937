using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Xerotier.Tidy.Tests.Calls;

/// <summary>
/// Grains do not call in circles: two turns that wait for each other would hang until the response timeout. Read from
/// the source: a class calls a grain when it, or a class of the project that it names, asks for its reference.
/// </summary>
public sealed class GrainCycleRule : IRule
{
    public IEnumerable<Violation> Check(CodeBase code)
    {
        var classes = code.CSharp.Where(file => file.IsUnder("src/Grains/"))
            .SelectMany(file => file.Root.DescendantNodes().OfType<ClassDeclarationSyntax>())
            .GroupBy(type => type.Identifier.Text)
            .ToDictionary(parts => parts.Key, parts => new GrainCalls(parts));
        var grains = classes.Values.SelectMany(calls => calls.Implemented).ToHashSet();
        var edges = grains.ToDictionary(
            grain => grain,
            grain => Called(grain, classes).Where(grains.Contains).ToList());

        return from grain in grains.Order()
               let circle = Circle(grain, edges)
               where circle is not null
               select new Violation(grain, $"calls in a circle: {string.Join(" -> ", circle)}");
    }

    public CodeBase BadSample => CodeBase.Of(
        ("src/Grains/A.cs", "class A : Grain, IAGrain { void Go() => GrainFactory.GetGrain<IBGrain>(key); }"),
        ("src/Grains/B.cs", "class B : Grain, IBGrain { Caller caller; }"),
        ("src/Grains/Caller.cs", "class Caller { void Go() => grains.GetGrain<IAGrain>(key); }"));

    // The grains that one grain's class calls, also through classes that are no grains themselves.
    private static IEnumerable<string> Called(string grain, Dictionary<string, GrainCalls> classes)
    {
        var pending = new Stack<GrainCalls>(classes.Values.Where(calls => calls.Implemented.Contains(grain)));
        var seen = pending.ToHashSet();
        while (pending.TryPop(out var calls))
        {
            foreach (var called in calls.Called)
            {
                yield return called;
            }

            foreach (var name in calls.Names)
            {
                if (classes.TryGetValue(name, out var next) && next.Implemented.Count == 0 && seen.Add(next))
                {
                    pending.Push(next);
                }
            }
        }
    }

    private static List<string>? Circle(string start, Dictionary<string, List<string>> edges)
    {
        var paths = new Queue<List<string>>([[start]]);
        var seen = new HashSet<string>();
        while (paths.TryDequeue(out var path))
        {
            foreach (var next in edges[path[^1]])
            {
                if (next == start)
                {
                    return [.. path, next];
                }

                if (seen.Add(next))
                {
                    paths.Enqueue([.. path, next]);
                }
            }
        }

        return null;
    }
}
