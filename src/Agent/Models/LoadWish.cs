using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Models;

/// <summary>Checks what a host wants to have loaded.</summary>
internal static class LoadWish
{
    public const int MaxVersionLength = 64;

    /// <summary>How long the name of a model may be.</summary>
    public const int MaxNameLength = 256;

    private const string HuggingFace = "hf:";
    private const int MaxWaitSeconds = 60;

    /// <summary>What is wrong with it and in which member; null when it is fine.</summary>
    public static (string Message, string Param)? Problem(ModelLoadRequest wish) => wish switch
    {
        { ModelId: var id } when id == Guid.Empty => ("model_id is required.", "model_id"),
        { Version: null } => ("version is required.", "version"),
        _ when !IsVersion(wish.Version) => ("version must be a semantic version.", "version"),
        { ServedName: null or { Length: 0 or > MaxNameLength } } => (
            $"served_name must be 1 to {MaxNameLength} characters.", "served_name"),
        _ when wish.ServedName.Any(char.IsControl) => (
            "served_name must not hold control characters.", "served_name"),
        { Source: not null } when Repository(wish) is null => ("source must be hf:org/name@revision.", "source"),
        { WaitSeconds: < 0 or > MaxWaitSeconds } => ($"wait_seconds must be 0 to {MaxWaitSeconds}.", "wait_seconds"),
        { SizeBytes: < 0 } => ("size_bytes must not be negative.", "size_bytes"),
        { ContextLength: < 1 } => ("context_length must be at least 1.", "context_length"),
        { IdleSeconds: < 1 } => ("idle_seconds must be at least 1.", "idle_seconds"),
        _ => null,
    };

    /// <summary>Name and revision on Hugging Face; null for files of the platform, or when the source is
    /// invalid.</summary>
    public static (string Name, string? Revision)? Repository(ModelLoadRequest wish)
    {
        if (wish.Source is not { } source || !source.StartsWith(HuggingFace, StringComparison.Ordinal)) return null;
        var parts = source[HuggingFace.Length..].Split('@');
        // Anything else could be taken for a flag or a path on this machine.
        if (parts.Length > 2 || !IsRepository(parts[0])) return null;
        if (parts.Length == 1) return (parts[0], null);
        return IsWord(parts[1]) ? (parts[0], parts[1]) : null;
    }

    public static ModelKey Key(ModelLoadRequest wish) => new(wish.ModelId, wish.Version!);

    private static bool IsVersion(string version) =>
        version.Length is > 0 and <= MaxVersionLength
        && char.IsAsciiDigit(version[0])
        && version.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+');

    private static bool IsRepository(string name) => name.Split('/') is [var owner, var model]
        && IsWord(owner) && IsWord(model);

    private static bool IsWord(string word) =>
        word.Length is > 0 and <= 128
        && char.IsAsciiLetterOrDigit(word[0])
        && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
