namespace Xerotier.ApiHost.Hosting;

/// <summary>Whether the host is ready for clients; the demo holds it back until its agent serves.</summary>
internal sealed class Readiness(HostStop stop)
{
    private volatile bool _held;

    /// <summary>Whether requests are welcome.</summary>
    public bool IsReady => !_held && !stop.IsAsked;

    /// <summary>Makes the host count as starting.</summary>
    public void Hold() => _held = true;

    /// <summary>Ends <see cref="Hold"/>.</summary>
    public void Release() => _held = false;
}
