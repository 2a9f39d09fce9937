namespace Xerotier.Benchmarks;

/// <summary>Measures one thing.</summary>
internal interface IBenchmark
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>Measures and answers what it found.</summary>
    Task<IReadOnlyList<Finding>> RunAsync();
}
