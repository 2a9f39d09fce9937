using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Observers;

/// <summary>Writes down under its key what it is told.</summary>
internal sealed class NewsObserver(string key) : INewsObserver
{
    public void Told(string news)
    {
        if (news == "bad") throw new InvalidOperationException("The observer does not like this.");
        Journal.Write(key, news);
    }

    public async Task Handed(string news)
    {
        await Task.Yield();
        if (news == "bad") throw new InvalidOperationException("The observer does not like this.");
        Journal.Write(key, news);
    }
}
