using System.Collections.Immutable;

namespace Xerotier.Tidy.Tests.Engine;

/// <summary>A type that code outside its assembly can name, and each of its members, one line of C# each.</summary>
/// <param name="Name">Full name with its kind, such as <c>interface Orleans.IGrain</c>.</param>
/// <param name="Members">What it derives from, its attribute usage and its members, in ordinal order.</param>
public sealed record ApiType(string Name, ImmutableSortedSet<ApiMember> Members);
