namespace Xerotier.Agent.Models;

/// <summary>A model takes longer to load than a request may wait; loading goes on.</summary>
/// <param name="name">Served name.</param>
/// <param name="retryAfterSeconds">When trying again may help.</param>
internal sealed class StillLoadingException(string name, int retryAfterSeconds)
    : Exception($"The model '{name}' is being loaded.")
{
    public int RetryAfterSeconds => retryAfterSeconds;
}
