using System.Net;
using Xerotier.Protocol.Errors;

namespace Xerotier.Cli.Connections;

/// <summary>Turns the platform's refusals into messages and exit codes.</summary>
internal static class Refusal
{
    /// <summary>The failure for an answer.</summary>
    /// <param name="status">The answer's status.</param>
    /// <param name="error">Its error, or null when it had none.</param>
    /// <param name="requestId">The request's id, for support; may be empty.</param>
    /// <param name="keySource">Where the key came from.</param>
    public static CliException Of(HttpStatusCode status, ErrorBody? error, string requestId, string keySource)
    {
        var said = error is null ? $"The platform answered {(int)status}." : error.Message;
        var code = error?.Code is { } name ? $" ({name})" : "";
        var about = requestId.Length > 0 ? $" [{requestId}]" : "";
        return new CliException(ExitCode(status), $"{said}{code}{Advice(status, error, keySource)}{about}");
    }

    private static int ExitCode(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => CliExitCodes.KeyRefused,
        HttpStatusCode.Forbidden => CliExitCodes.NotAllowed,
        HttpStatusCode.NotFound => CliExitCodes.NotFound,
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => CliExitCodes.Busy,
        >= HttpStatusCode.InternalServerError => CliExitCodes.Unexpected,
        _ => CliExitCodes.Refused,
    };

    private static string Advice(HttpStatusCode status, ErrorBody? error, string keySource) => status switch
    {
        HttpStatusCode.Unauthorized => $" The key comes from {keySource}; create another one, or give --api-key.",
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable =>
            error?.RetryAfter is { } seconds ? $" Try again in {seconds} s." : " Try again later.",
        _ => error?.Code switch
        {
            "feature_not_enabled" => " An administrator can enable model sharing for the project.",
            "permission_denied" => " Use the key of an admin of the project.",
            "cross_project_access" => " The key belongs to another project than the base URL names.",
            "version_not_found" => " 'xeroctl models versions <model-id>' lists those that exist.",
            "model_not_found" => " 'xeroctl models' lists those of the project.",
            "model_in_use" => " Delete the endpoints that use it first.",
            _ => "",
        },
    };
}
