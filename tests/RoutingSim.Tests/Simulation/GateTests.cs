using Xerotier.RoutingSim.CommandLine;
using Xerotier.RoutingSim.Simulation;

namespace Xerotier.RoutingSim.Tests.Simulation;

/// <summary>Small versions of the command <c>gates</c>.</summary>
public sealed class GateTests
{
    [Theory]
    [InlineData(1, 0.5, 2.000)]
    [InlineData(1, 0.95, 20.00)]
    [InlineData(2, 0.7, 1.614)]
    [InlineData(2, 0.95, 3.383)]
    [InlineData(3, 0.9, 2.028)]
    public void ClosedForm_OfPublishedCases_IsThePublishedFigure(int choices, double load, double published) =>
        QueueingGate.ClosedForm(choices, load).ShouldBe(published, 0.001);

    [Theory]
    [InlineData("random", 1, 0.7)]
    [InlineData("p2c", 2, 0.7)]
    [InlineData("p2c", 2, 0.9)]
    public void Queueing_OfTwoHundredWorkers_IsNearTheClosedForm(string policy, int choices, double load)
    {
        double simulated = QueueingGate.Simulate(policy, workers: 200, load, arrivals: 400_000, seed: 1);

        (simulated / QueueingGate.ClosedForm(choices, load)).ShouldBe(1, 0.03);
    }

    [Fact]
    public void LlmD_RandomAgainstWeights_IsAsBadAsPublished()
    {
        var experiment = new Experiment { Workloads = ["llm-d"], Policies = ["random", "weights-max"], Threads = 1 };
        var rows = ExperimentRunner.Run(experiment, Silent.Bar, CancellationToken.None);

        (rows[0].TtftMeanMs / rows[1].TtftMeanMs).ShouldBeGreaterThan(50);
    }
}
