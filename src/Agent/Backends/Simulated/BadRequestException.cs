namespace Xerotier.Agent.Backends.Simulated;

/// <summary>The request cannot be served as it is; becomes a 400 at the backend's one catch.</summary>
/// <param name="message">What is wrong, for people.</param>
/// <param name="param">The offending field.</param>
internal sealed class BadRequestException(string message, string? param) : Exception(message)
{
    public string? Param => param;
}
