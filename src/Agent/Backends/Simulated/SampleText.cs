namespace Xerotier.Agent.Backends.Simulated;

/// <summary>Strings of a schema's format and length.</summary>
internal static class SampleText
{
    private const int MaxChars = 10_000;
    private static readonly string[] Words = ["alpha", "bravo", "coral", "delta", "ember", "fjord", "grove", "harbor"];

    public static string Of(string? format, double? minLength, double? maxLength, ulong seed)
    {
        var text = OfFormat(format, seed);
        var least = (int)Math.Clamp(minLength ?? 0, 0, MaxChars);
        var most = (int)Math.Clamp(maxLength ?? MaxChars, least, MaxChars);
        if (text.Length < least) text = text.PadRight(least, 'x');
        return text.Length > most ? text[..most] : text;
    }

    private static string OfFormat(string? format, ulong seed) => format switch
    {
        "date-time" => $"2026-01-{Day(seed):00}T12:00:00Z",
        "date" => $"2026-01-{Day(seed):00}",
        "time" => "12:00:00Z",
        "duration" => "PT1H",
        "email" => $"{Word(seed)}@example.com",
        "hostname" => $"{Word(seed)}.example.com",
        "uri" or "url" => $"https://example.com/{Word(seed)}",
        "ipv4" => $"192.0.2.{Day(seed)}",
        "ipv6" => $"2001:db8::{Day(seed)}",
        "uuid" => $"00000000-0000-4000-8000-{seed & 0xFFFFFFFFFFFF:x12}",
        _ => Word(seed),
    };

    private static string Word(ulong seed) => Words[seed % (ulong)Words.Length];

    private static int Day(ulong seed) => (int)(seed % 28) + 1;
}
