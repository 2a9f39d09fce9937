using System.Net.Security;

namespace Xerotier.Agent;

/// <summary>HTTP towards the platform.</summary>
internal static class AgentHttp
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static HttpClient Create(bool allowInsecure) => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = ValidationFor(allowInsecure) },
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = Timeout,
        UseCookies = false,
        AllowAutoRedirect = false,
    })
    {
        Timeout = Timeout,
        MaxResponseContentBufferSize = 1 << 20,
    };

    public static RemoteCertificateValidationCallback? ValidationFor(bool allowInsecure) =>
        allowInsecure ? static (_, _, _, _) => true : null;

    /// <summary>Whether trying again may help: the network, a 5xx or our own timeout, but not the caller.</summary>
    public static bool IsTransient(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && exception is HttpRequestException or IOException or OperationCanceledException;
}
