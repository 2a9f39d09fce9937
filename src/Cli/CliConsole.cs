namespace Xerotier.Cli;

/// <summary>Where answers and messages go.</summary>
/// <param name="Out">Answers: what a script reads.</param>
/// <param name="Error">Messages and progress: what a person reads.</param>
/// <param name="Interactive">Whether a person watches <paramref name="Error"/>.</param>
internal sealed record CliConsole(TextWriter Out, TextWriter Error, bool Interactive) : IDisposable
{
    /// <summary>Writes out what is buffered.</summary>
    public void Dispose()
    {
        Out.Flush();
        Error.Flush();
    }
}
