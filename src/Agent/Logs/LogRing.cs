using System.Text;

namespace Xerotier.Agent.Logs;

/// <summary>The last log lines. Nothing that is logged here may contain prompts, keys or tokens.</summary>
internal sealed class LogRing
{
    private const int MaxLines = 1000;
    private const int MaxLineChars = 1000;

    private readonly Queue<string> _lines = new();

    public void Add(string line)
    {
        var kept = line.Length > MaxLineChars ? line[..MaxLineChars] : line;
        lock (_lines)
        {
            if (_lines.Count == MaxLines) _lines.Dequeue();
            _lines.Enqueue(kept);
        }
    }

    /// <summary>All lines, newest last.</summary>
    public string Render()
    {
        lock (_lines)
        {
            var text = new StringBuilder();
            foreach (var line in _lines) text.Append(line).Append('\n');
            return text.ToString();
        }
    }
}
