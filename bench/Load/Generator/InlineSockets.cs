namespace Xerotier.Load.Generator;

/// <summary>
/// Lets one thread wait for all sockets and run what waits for them, as wrk does: handing each answer to a thread of
/// the pool would cost this machine more than some of the gateways that are measured.
/// </summary>
internal static class InlineSockets
{
    /// <summary>The runtime's own settings; they count for processes that inherit them too.</summary>
    public static readonly string[] Variables =
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"];

    /// <summary>Must run before the process uses its first socket.</summary>
    public static void Enable()
    {
        foreach (string variable in Variables) Environment.SetEnvironmentVariable(variable, "1");
    }
}
