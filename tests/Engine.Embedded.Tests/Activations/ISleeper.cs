using Orleans;

namespace Xerotier.Engine.Tests.Activations;

public interface ISleeper : IGrainWithStringKey
{
    Task<Guid> Activation();

    Task Delay(TimeSpan time);

    Task StartTimer(TimeSpan period, bool keepAlive);

    [ResponseTimeout("00:00:10")]
    Task Never();
}
