using Xerotier.Protocol.Errors;

namespace Xerotier.Agent.Models;

/// <summary>A model cannot be loaded here; the message says why, for people.</summary>
/// <param name="status">Status to answer with.</param>
/// <param name="code">Error code.</param>
/// <param name="message">What is wrong.</param>
internal sealed class LoadException(int status, string code, string message) : Exception(message)
{
    public const int CannotStore = 507;

    public int Status => status;

    public string Code => code;

    public ErrorBody Describe() => new(Message, "service_error", code, null);

    /// <summary>The platform does not let this agent have the model, or has none such.</summary>
    public static LoadException Unavailable(ModelKey model, int status) => new(
        404, "model_not_available", $"The platform does not give {model} to this agent ({status}).");

    public static LoadException Corrupt(string path) => new(
        502, "checksum_mismatch", $"The file '{path}' arrived with a wrong checksum twice.");

    public static LoadException BadManifest(string problem) => new(
        502, "invalid_manifest", $"The model's list of files is not valid: {problem}");

    public static LoadException Unreachable(string path, string reason) => new(
        503, "fetch_failed", $"Cannot fetch {path}: {reason}");

    public static LoadException StorageFull(long needed, long limit) => new(
        CannotStore, "storage_limit_exceeded",
        $"The model needs {needed} bytes more on disk; with what is in use the limit of {limit} leaves too little.");

    public static LoadException MemoryFull(long needed, long free) => new(
        CannotStore, "memory_full", $"The model needs {needed} bytes of memory; {free} are free.");

    public static LoadException TooLarge(string reason) => new(CannotStore, "model_too_large", reason);

    public static LoadException Failed(string reason) => new(502, "load_failed", reason);

    public static LoadException Unsupported() => new(
        501, "loading_unsupported", "This agent's backend serves fixed models and cannot load others.");
}
