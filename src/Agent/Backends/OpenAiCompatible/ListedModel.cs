namespace Xerotier.Agent.Backends.OpenAiCompatible;

/// <summary>One model of <see cref="ListedModels"/>.</summary>
/// <param name="Id">Served name.</param>
/// <param name="MaxModelLen">Context window in tokens; only vLLM says.</param>
internal sealed record ListedModel(string? Id, int? MaxModelLen);
