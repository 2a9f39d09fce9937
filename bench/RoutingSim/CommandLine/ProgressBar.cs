namespace Xerotier.RoutingSim.CommandLine;

/// <summary>A bar on a terminal; silent where there is none.</summary>
internal sealed class ProgressBar(TextWriter output, bool isTerminal)
{
    private const int Cells = 30;

    private readonly Lock _gate = new();
    private int _shown;

    /// <summary>A bar on the standard error, unless that is not a terminal.</summary>
    public static ProgressBar OnTerminal() => new(Console.Error, !Console.IsErrorRedirected);

    /// <summary>Shows how far it is and what was done last.</summary>
    public void Show(int done, int all, string last)
    {
        if (!isTerminal) return;
        lock (_gate)
        {
            if (done <= _shown) return;
            _shown = done;
            int full = Cells * done / all;
            string bar = new string('#', full) + new string('.', Cells - full);
            output.Write($"\r[{bar}] {done}/{all} {last}".PadRight(78)[..78]);
        }
    }

    /// <summary>Removes the bar.</summary>
    public void Clear()
    {
        _shown = 0;
        if (isTerminal) output.Write("\r" + new string(' ', 78) + "\r");
    }
}
