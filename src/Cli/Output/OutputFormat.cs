namespace Xerotier.Cli.Output;

/// <summary>How answers are written.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>For people with room: lists with more columns.</summary>
    Wide,

    /// <summary>For scripts: the platform's answer as it is.</summary>
    Json,
}
