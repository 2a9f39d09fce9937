using Xerotier.Grains.Agents;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Tests.Agents;

public sealed class AgentTokenTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly DateTimeOffset Expiry = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Authenticate_TheToken_IsAcceptedUntilItExpires()
    {
        TestAgent agent = await TestAgent.EnrollAsync(cluster);

        (await agent.Grain.AuthenticateAsync(agent.TokenHash)).Value!.Id.ShouldBe(agent.Id);
        (await agent.Grain.AuthenticateAsync(agent.Hash("guess"))).Fault!.Code.ShouldBe(FaultCode.InvalidAgentToken);
        (await agent.Grain.AuthenticateAsync("")).Fault!.Code.ShouldBe(FaultCode.InvalidAgentToken);

        cluster.Time.Advance(TimeSpan.FromDays(1));
        (await agent.Grain.AuthenticateAsync(agent.TokenHash)).Fault!.Code.ShouldBe(FaultCode.InvalidAgentToken);
    }

    [Fact]
    public async Task Refresh_CurrentToken_ReplacesBoth()
    {
        TestAgent agent = await TestAgent.EnrollAsync(cluster);
        AgentTokens next = Next(agent, 1);

        (await agent.Grain.RefreshAsync(agent.RotationHash, next)).Value!.TokenExpires.ShouldBe(next.Expires);

        (await agent.Grain.AuthenticateAsync(next.TokenHash)).Value.ShouldNotBeNull();
        (await agent.Grain.AuthenticateAsync(agent.TokenHash)).Fault.ShouldNotBeNull();
    }

    [Fact]
    public async Task Refresh_SameCallAgain_AnswersTheSame()
    {
        TestAgent agent = await TestAgent.EnrollAsync(cluster);
        AgentTokens next = Next(agent, 1);
        await agent.Grain.RefreshAsync(agent.RotationHash, next);

        (await agent.Grain.RefreshAsync(agent.RotationHash, next)).Value.ShouldNotBeNull();
        (await agent.Grain.AuthenticateAsync(next.TokenHash)).Value.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Refresh_UsedToken_RevokesTheFamily(int rotations)
    {
        TestAgent agent = await TestAgent.EnrollAsync(cluster);
        string rotation = agent.RotationHash;
        for (int i = 1; i <= rotations; i++)
        {
            (await agent.Grain.RefreshAsync(rotation, Next(agent, i))).Fault.ShouldBeNull();
            rotation = Next(agent, i).RotationHash;
        }

        (await agent.Grain.AuthenticateAsync(Next(agent, rotations).TokenHash)).Fault.ShouldBeNull();
        Result<AgentInfo> stolen = await agent.Grain.RefreshAsync(agent.RotationHash, Next(agent, 99));

        stolen.Fault!.Code.ShouldBe(FaultCode.InvalidRotationToken);
        (await agent.Grain.AuthenticateAsync(Next(agent, rotations).TokenHash)).Fault.ShouldNotBeNull();
        (await agent.Grain.RefreshAsync(rotation, Next(agent, 100))).Fault.ShouldNotBeNull();
    }

    [Fact]
    public async Task Refresh_AnswerWasLost_TheSameTokenWorksAgainForAMoment()
    {
        TestAgent agent = await TestAgent.EnrollAsync(cluster);
        await agent.Grain.RefreshAsync(agent.RotationHash, Next(agent, 1));
        await agent.Grain.RefreshAsync(agent.RotationHash, Next(agent, 2));

        (await agent.Grain.RefreshAsync(agent.RotationHash, Next(agent, 3))).Fault.ShouldBeNull();

        (await agent.Grain.AuthenticateAsync(Next(agent, 1).TokenHash)).Fault.ShouldNotBeNull();
        (await agent.Grain.AuthenticateAsync(Next(agent, 3).TokenHash)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Refresh_LostAnswersTokenComesAfterAll_RevokesTheFamily()
    {
        TestAgent agent = await TestAgent.EnrollAsync(cluster);
        await agent.Grain.RefreshAsync(agent.RotationHash, Next(agent, 1));
        await agent.Grain.RefreshAsync(agent.RotationHash, Next(agent, 2));

        (await agent.Grain.RefreshAsync(Next(agent, 1).RotationHash, Next(agent, 3))).Fault.ShouldNotBeNull();

        (await agent.Grain.AuthenticateAsync(Next(agent, 2).TokenHash)).Fault.ShouldNotBeNull();
        (await agent.Grain.RefreshAsync(agent.RotationHash, Next(agent, 4))).Fault.ShouldNotBeNull("it is over");
    }

    [Fact]
    public async Task Refresh_SameTokenLongAfter_RevokesTheFamily()
    {
        TestAgent agent = await TestAgent.EnrollAsync(cluster);
        await agent.Grain.RefreshAsync(agent.RotationHash, Next(agent, 1));

        cluster.Time.Advance(TimeSpan.FromSeconds(31));

        (await agent.Grain.RefreshAsync(agent.RotationHash, Next(agent, 2))).Fault.ShouldNotBeNull();
        (await agent.Grain.AuthenticateAsync(Next(agent, 1).TokenHash)).Fault.ShouldNotBeNull();
    }

    [Fact]
    public async Task Refresh_UnknownToken_ChangesNothing()
    {
        TestAgent agent = await TestAgent.EnrollAsync(cluster);

        Result<AgentInfo> guessed = await agent.Grain.RefreshAsync(agent.Hash("guess"), Next(agent, 1));

        guessed.Fault!.Code.ShouldBe(FaultCode.InvalidRotationToken);
        (await agent.Grain.AuthenticateAsync(agent.TokenHash)).Value.ShouldNotBeNull();
        (await agent.Grain.RefreshAsync(agent.RotationHash, Next(agent, 1))).Value.ShouldNotBeNull();
    }

    private static AgentTokens Next(TestAgent agent, int number) => new(
        agent.Hash($"token {number}"), agent.Hash($"rotation {number}"), Expiry.AddDays(number));
}
