namespace Xerotier.Engine.Tests.Storage;

/// <summary>Some grain state.</summary>
public sealed class Notebook
{
    public string Text { get; set; } = "fresh";
}
