using Xerotier.Benchmarks;
using Xerotier.Benchmarks.Catalog;
using Xerotier.Benchmarks.Engine;
using Xerotier.Benchmarks.Routing;

IBenchmark[] all =
[
    new LocalCall(),
    new ManyCallers(),
    new IdleActivations(),
    new RouteDecisions(),
    new PrefixLookups(),
    new CatalogSearches(),
];
var chosen = args.Length == 0 ? all : [.. all.Where(b => args.Contains(b.Name))];
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"Usage: Benchmarks [{string.Join('|', all.Select(b => b.Name))}]...");
    return 1;
}

foreach (var benchmark in chosen)
{
    Console.WriteLine(benchmark.Name);
    foreach (var finding in await benchmark.RunAsync()) Console.WriteLine($"  {finding}");
}

return 0;
