namespace Xerotier.Routing.Health;

/// <summary>
/// Keeps retries from turning an overload into an outage: every request earns a fraction of a retry, every retry
/// spends one. Not thread-safe.
/// </summary>
public sealed class RetryBudget
{
    private readonly double _perRequest;
    private readonly double _reserve;
    private double _balance;

    /// <summary>Starts with a full reserve.</summary>
    /// <param name="perRequest">Retries earned by a request, e.g. 0.1; above 0, at most 1.</param>
    /// <param name="reserve">Retries in hand at the start and at most; 1 or more.</param>
    public RetryBudget(double perRequest, double reserve)
    {
        _perRequest = perRequest;
        _reserve = reserve;
        _balance = reserve;
    }

    /// <summary>Takes note of a request (not of its retries).</summary>
    public void Earn() => _balance = Math.Min(_reserve, _balance + _perRequest);

    /// <summary>Asks for one retry.</summary>
    /// <returns>False when the budget is spent: the failure goes to the client.</returns>
    public bool TrySpend()
    {
        if (_balance < 1)
        {
            return false;
        }

        _balance--;
        return true;
    }
}
