using System.Collections.Immutable;

namespace Xerotier.ApiHost.Auth;

/// <summary>Roles of a project's members and keys, from the least to the most powerful.</summary>
internal static class Roles
{
    /// <summary>Reads only.</summary>
    public const string Viewer = "viewer";

    /// <summary>Uses and manages what its scopes allow.</summary>
    public const string Member = "member";

    /// <summary>Also shares models.</summary>
    public const string Admin = "admin";

    /// <summary>Everything.</summary>
    public const string Owner = "owner";

    /// <summary>Every role, weakest first.</summary>
    public static ImmutableArray<string> All { get; } = [Viewer, Member, Admin, Owner];

    /// <summary>Whether <paramref name="role"/> has at least the power of <paramref name="other"/>.</summary>
    public static bool Covers(string role, string other) => All.IndexOf(role) >= All.IndexOf(other);
}
