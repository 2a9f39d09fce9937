namespace Xerotier.Agent.Backends;

/// <summary>What answers an agent's requests.</summary>
public enum BackendKind
{
    /// <summary>A server with OpenAI's API that somebody else runs: vLLM, llama.cpp, SGLang, Ollama.</summary>
    OpenAi,

    /// <summary>A <c>vllm serve</c> process that the agent starts and supervises.</summary>
    Vllm,

    /// <summary>A deterministic model of an inference engine, without any weights.</summary>
    Simulated,
}
