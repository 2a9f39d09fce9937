namespace Xerotier.Agent.Backends.OpenAiCompatible;

/// <summary>Answer of <c>/v1/models</c>, as far as the agent reads it.</summary>
/// <param name="Data">The models.</param>
internal sealed record ListedModels(IReadOnlyList<ListedModel>? Data);
