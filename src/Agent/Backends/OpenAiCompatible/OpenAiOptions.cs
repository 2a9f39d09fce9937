using System.ComponentModel.DataAnnotations;

namespace Xerotier.Agent.Backends.OpenAiCompatible;

/// <summary>Settings of a server with OpenAI's API.</summary>
public sealed class OpenAiOptions
{
    /// <summary>The server's base URL without <c>/v1</c>; default <c>http://127.0.0.1:8000</c>, vLLM's own.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("http://127.0.0.1:8000");

    /// <summary>Key sent to the server as bearer token; default none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Models to offer; default none, which offers all that the server lists.</summary>
    public IReadOnlyList<string> Models { get; set; } = [];

    /// <summary>Requests to send at once when the agent's own limit is automatic, 1-10000; default 64.</summary>
    [Range(1, 10_000)]
    public int Concurrency { get; set; } = 64;

    /// <summary>
    /// Whether the server takes vLLM's <c>continue_final_message</c>, so that it can go on with an answer that another
    /// agent began; default false.
    /// </summary>
    public bool Continues { get; set; }

    /// <summary>Time between looks at the server's models and metrics; default 2 s.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Time that connecting and each look may take; default 5 s.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Longest silence of the server within an answer, its first byte included; default 10 minutes.
    /// </summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Secret that is mixed into the cache salt of each project, so that a project cannot guess another's salt; default
    /// none, which passes the platform's salt on as it is.
    /// </summary>
    public string? SaltSecret { get; set; }
}
