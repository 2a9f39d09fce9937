namespace Xerotier.Agent.CommandLine;

/// <summary>One setting: its flag, its environment variable, and how its text becomes options.</summary>
internal sealed class AgentSetting
{
    private readonly Action<AgentOptions, IReadOnlyList<string>> _apply;
    private readonly string _expected;

    private AgentSetting(
        string flag, string? variable, string help, string expected,
        Action<AgentOptions, IReadOnlyList<string>> apply)
    {
        (Flag, Variable, Help, _expected, _apply) = (flag, variable, help, expected, apply);
    }

    /// <summary>With its two dashes.</summary>
    public string Flag { get; }

    /// <summary>Environment variable that means the same; null for none. The flag wins.</summary>
    public string? Variable { get; }

    public string Help { get; }

    /// <summary>Whether the flag alone means true.</summary>
    public bool IsSwitch { get; private init; }

    /// <summary>Whether the flag may be repeated; the variable is split at white space.</summary>
    public bool IsList { get; private init; }

    public static AgentSetting Text(string flag, string? variable, string help, Action<AgentOptions, string> set) =>
        new(flag, variable, help, "a text", (options, values) => set(options, values[^1]));

    public static AgentSetting Url(string flag, string? variable, string help, Action<AgentOptions, Uri> set) =>
        new(flag, variable, help, "an absolute URL",
            (options, values) => set(options, new Uri(values[^1], UriKind.Absolute)));

    public static AgentSetting Number<T>(string flag, string? variable, string help, Action<AgentOptions, T> set)
        where T : IParsable<T> =>
        new(flag, variable, help, "a number", (options, values) => set(
            options, T.Parse(values[^1], System.Globalization.CultureInfo.InvariantCulture)));

    public static AgentSetting OneOf<T>(
        string flag,
        string? variable,
        string help,
        IReadOnlyDictionary<string, T> words,
        Action<AgentOptions, T> set) =>
        new(flag, variable, help, "one of " + string.Join(", ", words.Keys), (options, values) =>
        {
            if (!words.TryGetValue(values[^1].ToLowerInvariant(), out var value)) throw new FormatException();
            set(options, value);
        });

    public static AgentSetting Switch(string flag, string? variable, string help, Action<AgentOptions, bool> set) =>
        new(flag, variable, help, "true or false", (options, values) => set(options, Flagged(values[^1])))
        {
            IsSwitch = true,
        };

    public static AgentSetting List(
        string flag, string? variable, string help, Action<AgentOptions, IReadOnlyList<string>> set) =>
        new(flag, variable, help, "a list", set) { IsList = true };

    /// <summary>Applies the text; returns what is wrong with it, or null.</summary>
    public string? Apply(AgentOptions options, IReadOnlyList<string> values, string source)
    {
        try
        {
            _apply(options, values);
            return null;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return $"{source} must be {_expected}, not '{string.Join(' ', values)}'.";
        }
    }

    private static bool Flagged(string text) => text.ToLowerInvariant() switch
    {
        "1" or "true" or "yes" or "on" => true,
        "0" or "false" or "no" or "off" or "" => false,
        _ => throw new FormatException(),
    };
}
