namespace Xerotier.ApiHost.Errors;

/// <summary>How a fault looks on the wire.</summary>
/// <param name="Status">HTTP status before the first byte.</param>
/// <param name="Type">Family in the envelope.</param>
/// <param name="Code">Stable code in the envelope.</param>
/// <param name="RetryAfterSeconds">Default <c>Retry-After</c> where a retry can help; null where it cannot.</param>
internal sealed record FaultShape(int Status, string Type, string Code, int? RetryAfterSeconds = null);
