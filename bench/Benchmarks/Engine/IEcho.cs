using Orleans;

namespace Xerotier.Benchmarks.Engine;

/// <summary>The smallest grain.</summary>
[Alias("xerotier.benchmarks.echo")]
public interface IEcho : IGrainWithStringKey
{
    /// <summary>Answers its argument.</summary>
    /// <param name="value">The argument.</param>
    [Alias("Echo")]
    Task<int> Echo(int value);
}
