using Orleans;

namespace Xerotier.Engine.Tests.Reminders;

/// <summary>A grain that cannot take reminders.</summary>
internal interface IForgetful : IGrainWithStringKey
{
    Task Register();
}
