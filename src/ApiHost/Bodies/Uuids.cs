using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Bodies;

/// <summary>UUIDs in paths and queries.</summary>
internal static class Uuids
{
    /// <summary>Reads a UUID of the form <c>xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="param">Where it stands.</param>
    /// <param name="id">The UUID.</param>
    /// <returns>Null, or <see cref="FaultCode.InvalidId"/>.</returns>
    public static Fault? Read(string text, string param, out Guid id) =>
        Guid.TryParseExact(text, "D", out id)
            ? null
            : new Fault(FaultCode.InvalidId, $"'{param}' must be a UUID.", param);
}
