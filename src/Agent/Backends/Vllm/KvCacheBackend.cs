namespace Xerotier.Agent.Backends.Vllm;

/// <summary>Where vLLM keeps the KV blocks of finished requests.</summary>
public enum KvCacheBackend
{
    /// <summary>vLLM's own prefix cache.</summary>
    Native,

    /// <summary>LMCache's connector.</summary>
    LmCache,

    /// <summary>Nowhere: prefix caching is off.</summary>
    None,
}
