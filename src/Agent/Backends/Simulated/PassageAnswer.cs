using System.Text.Json;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>An answer that needs prompts read but nothing generated.</summary>
/// <param name="Prompts">What the engine must read first.</param>
/// <param name="WriteMembers">Writes the answer's members, all but the usage.</param>
internal sealed record PassageAnswer(IReadOnlyList<Prompt> Prompts, Action<Utf8JsonWriter> WriteMembers);
