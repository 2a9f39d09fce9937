using System.Globalization;
using Xerotier.Benchmarks;
using Xerotier.Benchmarks.Catalog;
using Xerotier.Benchmarks.Engine;
using Xerotier.Benchmarks.Requests;
using Xerotier.Benchmarks.Routing;

if (args is [Partner.Command, var port])
{
    await Partner.RunAsync(int.Parse(port, CultureInfo.InvariantCulture));
    return 0;
}

IBenchmark[] all =
[
    new LocalCall(),
    new ManyCallers(),
    new IdleActivations(),
    new RouteDecisions(),
    new PrefixLookups(),
    new CatalogSearches(),
    new RequestAllocations(),
    new OpenStreams(),
];
var chosen = args.Length == 0 ? all : [.. all.Where(b => args.Contains(b.Name))];
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"Usage: Benchmarks [{string.Join('|', all.Select(b => b.Name))}]...");
    return 1;
}

bool exceeded = false;
foreach (var benchmark in chosen)
{
    Console.WriteLine(benchmark.Name);
    foreach (var finding in await benchmark.RunAsync())
    {
        Console.WriteLine($"  {finding}");
        exceeded |= finding.Exceeds;
    }
}

return exceeded ? 1 : 0;
