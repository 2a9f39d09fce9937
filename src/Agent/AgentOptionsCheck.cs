using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Xerotier.Agent;

/// <summary>Finds everything that is wrong with the settings at once.</summary>
internal static class AgentOptionsCheck
{
    /// <exception cref="AgentFailure">Something is wrong; the message lists all of it.</exception>
    public static void ThrowIfInvalid(AgentOptions options)
    {
        var problems = Problems(options).ToList();
        if (problems.Count == 0) return;
        throw new AgentFailure(AgentExitCodes.Usage, "Wrong settings: " + string.Join(" ", problems));
    }

    private static IEnumerable<string> Problems(AgentOptions options)
    {
        foreach (var part in (object[])[options, options.OpenAi, options.Vllm, options.Simulated, options.Models])
        {
            var found = new List<ValidationResult>();
            Validator.TryValidateObject(part, new ValidationContext(part), found, validateAllProperties: true);
            foreach (var result in found) yield return result.ErrorMessage!;
        }
        foreach (var url in (Uri?[])[options.BaseUrl, .. options.TunnelUrls])
        {
            if (url is not null && !options.AllowInsecure && IsUnprotected(url))
            {
                yield return $"{url} is not encrypted and not on this machine: use https or wss, or say --insecure "
                    + "(XEROTIER_AGENT_ALLOW_INSECURE=1).";
            }
        }
        if (options.Listen is not null && !IPEndPoint.TryParse(options.Listen, out _))
            yield return "--listen needs an IP address and a port, e.g. 10.0.0.5:9095.";
        if (options.DirectUrl is not null && options.Listen is null)
            yield return "--direct-url needs --listen.";
        if (!IPAddress.TryParse(options.MetricsAddress, out _))
            yield return "--metrics-address needs an IP address.";
    }

    private static bool IsUnprotected(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeWs) && !url.IsLoopback;
}
