namespace Xerotier.Agent.Backends.Simulated;

/// <summary>A tool call of an answer.</summary>
/// <param name="Id"><c>call_...</c>.</param>
/// <param name="Name">The function.</param>
internal sealed record ReplyCall(string Id, string Name);
