using System.Globalization;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Bodies;

/// <summary>Which part of a list a request asks for.</summary>
/// <param name="After">Id after which the page begins; null for the first page.</param>
/// <param name="Limit">Most entries, 1 to 100.</param>
internal sealed record Page(string? After, int Limit)
{
    /// <summary>Most entries of a page.</summary>
    public const int MaxLimit = 100;

    /// <summary>Reads <c>limit</c> and <c>after</c> of the query.</summary>
    /// <param name="request">The request.</param>
    /// <param name="defaultLimit">Entries when the request does not say.</param>
    public static Result<Page> Read(HttpRequest request, int defaultLimit = MaxLimit)
    {
        int limit = defaultLimit;
        if (request.Query["limit"] is [{ } text]
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                || limit is < 1 or > MaxLimit))
        {
            return new Fault(
                FaultCode.InvalidRequest, $"'limit' must be a whole number from 1 to {MaxLimit}.", "limit");
        }

        return new Page(request.Query["after"] is [{ Length: > 0 } after] ? after : null, limit);
    }
}
