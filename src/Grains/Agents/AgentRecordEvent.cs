using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>Stored form of a state transition.</summary>
[GenerateSerializer, Alias("xerotier.agent-record-event")]
internal sealed class AgentRecordEvent
{
    [Id(0)]
    public DateTimeOffset At { get; set; }

    [Id(1)]
    public AgentState State { get; set; }

    [Id(2)]
    public string Reason { get; set; } = "";
}
