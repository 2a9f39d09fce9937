using Orleans;

namespace Xerotier.Engine.Tests.Storage.Silos;

[Alias("tests.pad")]
public interface IPad : IGrainWithStringKey
{
    [Alias("Write")]
    Task<string?> Write(string text);

    [Alias("Read")]
    Task<string> Read();

    [Alias("Clear")]
    Task Clear();

    [Alias("Remind")]
    Task Remind(string name);

    [Alias("Reminders")]
    Task<string[]> Reminders();
}
