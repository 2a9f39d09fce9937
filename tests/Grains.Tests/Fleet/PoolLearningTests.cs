using System.Collections.Immutable;
using Xerotier.Grains.Agents;
using Xerotier.Grains.Fleet;
using Xerotier.Routing.Fleet;

namespace Xerotier.Grains.Tests.Fleet;

public sealed class PoolLearningTests
{
    private readonly PoolMemory _memory = new();
    private readonly PoolLearning _learning;

    public PoolLearningTests() => _learning = new PoolLearning(_memory);

    [Fact]
    public void Learn_HeldAndEvictedBlocks_AreRemembered()
    {
        AgentSnapshot agent = Agent(new AgentPrefixes(1, [1, 2, 3], []));
        _learning.Learn(agent);
        MatchedBy(agent, [1, 2, 3]).ShouldBe(3);

        _learning.Learn(With(agent, new AgentPrefixes(1, [], [2])));
        MatchedBy(agent, [1, 2, 3]).ShouldBe(1);
        _learning.Learn(With(agent, null));
        MatchedBy(agent, [1, 2, 3]).ShouldBe(1);
    }

    [Fact]
    public void Learn_BackendLostEverything_ForgetsWhatItHeld()
    {
        AgentSnapshot agent = Agent(new AgentPrefixes(1, [1, 2], []));
        _learning.Learn(agent);

        _learning.Learn(With(agent, new AgentPrefixes(2, [1], [])));

        MatchedBy(agent, [1, 2]).ShouldBe(1);
    }

    [Fact]
    public void Forget_AgentIsGone_NothingOfItIsLeft()
    {
        AgentSnapshot agent = Agent(new AgentPrefixes(1, [1, 2], [])) with { Projects = [new ProjectTokens("a", 5)] };
        _learning.Learn(agent);
        _memory.Projects.ActiveProjects.ShouldBe(1);

        _learning.Forget(agent.AgentId);

        MatchedBy(agent, [1, 2]).ShouldBe(0);
        _memory.Projects.ActiveProjects.ShouldBe(0);
    }

    [Fact]
    public void Learn_ProjectsChange_OnlyTheLatestCount()
    {
        AgentSnapshot agent = Agent(null) with { Projects = [new ProjectTokens("a", 5), new ProjectTokens("b", 3)] };
        _learning.Learn(agent);
        _learning.Learn(agent);
        _memory.Projects.ActiveProjects.ShouldBe(2);

        _learning.Learn(agent with { Projects = [new ProjectTokens("b", 1)] });
        _memory.Projects.ActiveProjects.ShouldBe(1);
        _learning.Learn(agent with { Projects = [] });
        _memory.Projects.ActiveProjects.ShouldBe(0);
    }

    private int MatchedBy(AgentSnapshot agent, ImmutableArray<UInt128> blocks)
    {
        int slot = _memory.Prefixes.SlotOf(agent.AgentId);
        int[] depths = new int[_memory.Prefixes.SlotCount];
        _memory.Prefixes.Match(blocks.AsSpan(), depths);
        return depths[slot];
    }

    private static AgentSnapshot With(AgentSnapshot agent, AgentPrefixes? prefixes) =>
        agent with { Heartbeat = agent.Heartbeat! with { Prefixes = prefixes } };

    private static AgentSnapshot Agent(AgentPrefixes? prefixes) => new(
        Guid.NewGuid(), AgentState.Active, null, null, false, null, [], 1, 0, 0, null,
        new Heartbeat(1, default, 0, 0, null, null, null, null, null, 1, [], false, Prefixes: prefixes),
        [], [], 0, default, null, [], []);
}
