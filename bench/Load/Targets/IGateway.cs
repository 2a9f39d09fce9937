using Xerotier.Load.Processes;

namespace Xerotier.Load.Targets;

/// <summary>Starts something that is measured, in front of the stand-in; ends it when disposed.</summary>
internal interface IGateway : IAsyncDisposable
{
    /// <summary>Its column in the results.</summary>
    string Name { get; }

    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="upstream">The stand-in's base URL without <c>/v1</c>.</param>
    /// <param name="directory">A folder of its own.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="MissingException">This machine lacks what it needs.</exception>
    Task<Target> StartAsync(Uri upstream, string directory, CancellationToken cancellationToken);
}
