using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.State;

internal interface ICounter : IDeactivatable
{
    Task<CounterView> View();

    Task<CounterView> ViewOther();

    /// <summary>Changes the state in memory only.</summary>
    Task Change(int count);

    Task<CounterView> Write(int count, string? note = null);

    Task WriteOther(int count);

    Task<CounterView> Read();

    Task<CounterView> Clear();
}
