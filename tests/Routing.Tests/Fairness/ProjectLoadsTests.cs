using Xerotier.Routing.Fairness;

namespace Xerotier.Routing.Tests.Fairness;

public sealed class ProjectLoadsTests
{
    [Fact]
    public void Read_AfterAddAndRemove_SaysWhatIsInFlight()
    {
        var loads = new ProjectLoads();
        loads.Add("a", 0, 100);
        loads.Add("a", 0, 50);
        loads.Add("a", 2, 10);
        loads.Add("b", 1, 7);
        loads.Remove("a", 0, 100);

        Read(loads, "a").ShouldBe([50, 0, 10]);
        Read(loads, "b").ShouldBe([0, 7, 0]);
        Read(loads, "c").ShouldBe([0, 0, 0]);
        loads.ActiveProjects.ShouldBe(2);
    }

    [Fact]
    public void Remove_TheLast_ForgetsTheProject()
    {
        var loads = new ProjectLoads();
        loads.Add("a", 0, 100);
        loads.Remove("a", 1, 5);
        loads.Remove("z", 0, 5);
        loads.ActiveProjects.ShouldBe(1);
        loads.Remove("a", 0, 100);

        loads.ActiveProjects.ShouldBe(0);
    }

    [Fact]
    public void Read_FewerSlotsThanLoaded_LeavesTheOthersOut()
    {
        var loads = new ProjectLoads();
        loads.Add("a", 3, 100);

        Read(loads, "a").ShouldBe([0, 0, 0]);
    }

    private static long[] Read(ProjectLoads loads, string project)
    {
        long[] tokens = [9, 9, 9];
        loads.Read(project, tokens);
        return tokens;
    }
}
