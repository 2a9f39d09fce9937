using System.Diagnostics;
using System.Reflection;
using Orleans.Serialization;
using Xerotier.Engine.Calls;

namespace Xerotier.Engine.Messages;

/// <summary>
/// Finds what calls carry that could not be sent to another process. Calls of this engine never leave the process, so
/// such messages would work here and fail in a cluster; debug builds refuse them.
/// </summary>
internal static class MessageCheck
{
    /// <summary>Whether messages are checked: in debug builds.</summary>
    public static readonly bool Enabled =
        typeof(MessageCheck).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled ?? false;

    /// <summary>What is wrong with the arguments or the request context of a call; null when nothing is.</summary>
    public static CodecNotFoundException? FindIn(GrainCall call)
    {
        for (var i = 0; i < call.GetArgumentCount(); i++)
            if (FindIn(call.GetArgument(i), $"argument {i} of {call}") is { } problem) return problem;
        foreach (var (key, value) in call.Context?.Values ?? [])
            if (FindIn(value, $"request context value '{key}'") is { } problem) return problem;
        return null;
    }

    /// <summary>What is wrong with a value; null when nothing is.</summary>
    /// <param name="value">The value.</param>
    /// <param name="role">What it is, for the message.</param>
    public static CodecNotFoundException? FindIn(object? value, string role) =>
        Walk(value, new(ReferenceEqualityComparer.Instance)) is { } problem
            ? new($"Could not find a codec for {role}: {problem}")
            : null;

    private static string? Walk(object? value, HashSet<object> seen)
    {
        if (value is null) return null;
        var shape = MessageShape.Of(value.GetType());
        if (shape.Problem is not null || shape.IsClosed) return shape.Problem;
        if (!value.GetType().IsValueType && !seen.Add(value)) return null;
        foreach (var part in shape.PartsOf(value))
            if (Walk(part, seen) is { } problem) return problem;
        return null;
    }
}
