using Orleans;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Reminders;

internal interface IReminded : IDeactivatable, IRemindable
{
    Task<string> Register(string name, TimeSpan due, TimeSpan period);

    Task<string?> Find(string name);

    Task<string[]> List();

    Task Unregister(string name);
}
