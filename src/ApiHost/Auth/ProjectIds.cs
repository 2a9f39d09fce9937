using System.Security.Cryptography;

namespace Xerotier.ApiHost.Auth;

/// <summary>External ids of projects: <c>proj_</c> and 24 lower-case letters or digits.</summary>
internal static class ProjectIds
{
    private const string Prefix = "proj_";
    private const int RandomLength = 24;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A new id.</summary>
    public static string Create() => Prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);

    /// <summary>Whether a text from a path can be a project's id, so that it is worth a look-up.</summary>
    public static bool IsValid(string id) =>
        id.Length == Prefix.Length + RandomLength
        && id.StartsWith(Prefix, StringComparison.Ordinal)
        && !id.AsSpan(Prefix.Length).ContainsAnyExcept(Alphabet);
}
