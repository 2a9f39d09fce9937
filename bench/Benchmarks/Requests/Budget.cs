using System.Text.Json;

namespace Xerotier.Benchmarks.Requests;

/// <summary>What the host may use, as <c>budget.json</c> says.</summary>
/// <param name="RequestBytesAboveRelay">Bytes allocated for a plain request beyond those of a bare relay.</param>
/// <param name="StreamBytes">Managed memory alive for each open stream.</param>
internal sealed record Budget(double RequestBytesAboveRelay, double StreamBytes)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static Budget Read() => JsonSerializer.Deserialize<Budget>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "budget.json")), Format)!;
}
