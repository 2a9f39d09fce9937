using System.Text;

namespace Xerotier.Cli.Configuration;

/// <summary>
/// The configuration file: which deployments there are and which of them is current. It is the part of TOML that it
/// needs: comments, <c>[deployment.name]</c>, <c>key = "text"</c>. Changes leave all other lines as they are.
/// </summary>
internal sealed class ConfigFile
{
    private const string TablePrefix = "deployment.";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly List<string> _lines;
    private readonly Dictionary<string, Dictionary<string, string>> _tables = [];

    private ConfigFile(string path, IEnumerable<string> lines)
    {
        Path = path;
        _lines = [.. lines];
        Read();
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Whether it has no deployments.</summary>
    public bool IsEmpty => _tables.Keys.All(table => table.Length == 0);

    /// <summary>The name of the current deployment; null when none is chosen.</summary>
    public string? Current => Root.GetValueOrDefault("current");

    /// <summary>The deployments, in the order of the file.</summary>
    public IEnumerable<Deployment> Deployments =>
        _tables.Where(table => table.Key.Length > 0).Select(table => DeploymentOf(table.Key, table.Value));

    private Dictionary<string, string> Root => _tables[""];

    /// <summary>The usual place: <c>$XDG_CONFIG_HOME/xeroctl/config.toml</c>, or below <c>~/.config</c>.</summary>
    public static string DefaultPath(Func<string, string?> environment)
    {
        var folder = environment("XDG_CONFIG_HOME") is { Length: > 0 } configured
            ? configured
            : System.IO.Path.Combine(environment("HOME") ?? ".", ".config");
        return System.IO.Path.Combine(folder, "xeroctl", "config.toml");
    }

    /// <summary>Reads the file; one that is not there is empty.</summary>
    /// <exception cref="CliException">A line is not understood.</exception>
    public static ConfigFile Load(string path) => new(path, File.Exists(path) ? File.ReadAllLines(path) : []);

    /// <summary>The deployment with a name; null when there is none.</summary>
    public Deployment? Find(string name) => Deployments.FirstOrDefault(deployment => deployment.Name == name);

    /// <summary>Adds a deployment.</summary>
    public void Add(Deployment deployment)
    {
        if (_lines.Count > 0)
        {
            _lines.Add("");
        }

        _lines.Add($"[{TablePrefix}{deployment.Name}]");
        _lines.Add($"base_url = {Quoted(deployment.BaseUrl ?? "")}");
        _lines.Add($"api_key = {Quoted(deployment.ApiKey ?? "")}");
        if (deployment.FrontendUrl is { } pages)
        {
            _lines.Add($"frontend_url = {Quoted(pages)}");
        }

        Read();
    }

    /// <summary>Makes a deployment the current one.</summary>
    public void Use(string name)
    {
        var line = $"current = {Quoted(name)}";
        var tables = _lines.FindIndex(text => text.TrimStart().StartsWith('['));
        var known = _lines.FindIndex(text => text.TrimStart().StartsWith("current", StringComparison.Ordinal));
        if (known >= 0 && (tables < 0 || known < tables))
        {
            _lines[known] = line;
        }
        else
        {
            _lines.Insert(0, line);
        }

        Read();
    }

    /// <summary>Writes it so that nobody else can read the keys, as a whole or not at all.</summary>
    public void Save()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var temporary = Path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var writer = new StreamWriter(temporary, Encoding.UTF8, options))
        {
            _lines.ForEach(writer.WriteLine);
        }

        File.Move(temporary, Path, overwrite: true);
    }

    private void Read()
    {
        _tables.Clear();
        var table = _tables[""] = [];
        for (var i = 0; i < _lines.Count; i++)
        {
            var line = _lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[')
            {
                table = _tables[TableName(line, i)] = [];
            }
            else
            {
                var equals = line.IndexOf('=');
                var key = equals > 0 ? line[..equals].Trim() : throw Misread(i);
                table[key] = Text(line[(equals + 1)..].Trim(), i);
            }
        }
    }

    private string TableName(string line, int at)
    {
        var end = line.IndexOf(']');
        var name = end > 0 ? line[1..end].Trim() : throw Misread(at);
        return name.StartsWith(TablePrefix, StringComparison.Ordinal) && name.Length > TablePrefix.Length
            ? name[TablePrefix.Length..].Trim('"')
            : throw Misread(at);
    }

    private string Text(string value, int at)
    {
        var quote = value.Length > 0 ? value[0] : ' ';
        var end = value.Length > 1 ? value.IndexOf(quote, 1) : -1;
        var rest = value[(end + 1)..].TrimStart();
        if (quote is not ('"' or '\'') || end < 0 || (rest.Length > 0 && rest[0] != '#'))
        {
            throw Misread(at);
        }

        return value[1..end];
    }

    private Deployment DeploymentOf(string name, Dictionary<string, string> values)
    {
        if (values.ContainsKey("api_key_keychain"))
        {
            throw new CliException(
                CliExitCodes.Usage,
                $"Deployment '{name}' in {Path} keeps its key in a keychain, which this build cannot read: "
                + "use api_key, XEROTIER_API_KEY or --api-key.");
        }

        return new Deployment(
            name,
            values.GetValueOrDefault("base_url"),
            values.GetValueOrDefault("api_key"),
            values.GetValueOrDefault("output"),
            values.GetValueOrDefault("frontend_url"));
    }

    private CliException Misread(int at) => new(
        CliExitCodes.Usage,
        $"{Path}, line {at + 1}: expected [deployment.<name>] or key = \"text\", found: {_lines[at].Trim()}");

    private static string Quoted(string text) => text.AsSpan().ContainsAny('"', '\n', '\\')
        ? throw new CliException(CliExitCodes.Usage, $"'{text}' cannot be written to the configuration file.")
        : $"\"{text}\"";
}
