using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A silo of a test cluster.</summary>
public abstract class SiloHandle : IDisposable, IAsyncDisposable
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its number; the first is 0.</summary>
    public short InstanceNumber { get; set; }

    /// <summary>Its address.</summary>
    public SiloAddress SiloAddress { get; set; } = SiloAddress.Zero;

    /// <summary>The address of its gateway.</summary>
    public SiloAddress GatewayAddress { get; set; } = SiloAddress.Zero;

    /// <summary>Whether it runs.</summary>
    public abstract bool IsActive { get; }

    /// <summary>Stops it.</summary>
    /// <param name="stopGracefully">Whether activations are deactivated; else it dies at once.</param>
    public abstract Task StopSiloAsync(bool stopGracefully);

    /// <summary>Stops it.</summary>
    /// <param name="ct">Cancelled when it must die at once.</param>
    public abstract Task StopSiloAsync(CancellationToken ct);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override string ToString() => SiloAddress.ToString();

    /// <summary>Stops it.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
