using Xerotier.Agent.Backends;

namespace Xerotier.Agent.Models;

/// <summary>One request's use of a loaded model; keeps it loaded until disposed.</summary>
/// <param name="backend">What serves the model.</param>
/// <param name="leave">Ends the use.</param>
internal sealed class ModelUse(IBackend backend, Action leave) : IDisposable
{
    public IBackend Backend => backend;

    public void Dispose() => leave();
}
