namespace Xerotier.Cli;

/// <summary>Exit codes of <c>xeroctl</c>.</summary>
public static class CliExitCodes
{
    /// <summary>It is done.</summary>
    public const int Done = 0;

    /// <summary>Something unforeseen, here or in the platform (5xx).</summary>
    public const int Unexpected = 1;

    /// <summary>The command line, a setting or a local file is wrong; nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>The platform does not know the key (401).</summary>
    public const int KeyRefused = 3;

    /// <summary>The key may not do this (403).</summary>
    public const int NotAllowed = 4;

    /// <summary>There is no such thing (404).</summary>
    public const int NotFound = 5;

    /// <summary>The platform refuses the request as it is (other 4xx), or the model failed its validation.</summary>
    public const int Refused = 6;

    /// <summary>Not now: a limit is reached or the platform is overloaded (429, 503).</summary>
    public const int Busy = 7;

    /// <summary>The platform could not be reached, or did not answer in time.</summary>
    public const int Unreachable = 8;

    /// <summary>Interrupted from the keyboard.</summary>
    public const int Interrupted = 130;
}
