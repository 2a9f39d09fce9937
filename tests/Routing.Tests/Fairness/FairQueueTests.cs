using Xerotier.Routing.Fairness;

namespace Xerotier.Routing.Tests.Fairness;

public sealed class FairQueueTests
{
    private readonly FairQueue<int> _queue = new(1_000);

    [Fact]
    public void TryDequeue_Empty_SaysSo()
    {
        _queue.TryDequeue(out _).ShouldBeFalse();
        _queue.TryPeek(out _).ShouldBeFalse();
    }

    [Fact]
    public void TryDequeue_OneProject_IsFirstComeFirstServed()
    {
        Enqueue("a", 1, 2, 3);

        Served(3).ShouldBe(["a1", "a2", "a3"]);
        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public void TryEnqueue_Full_IsRefused()
    {
        var queue = new FairQueue<int>(1);
        queue.TryEnqueue("a", 10, 1, 1).ShouldNotBeNull();
        queue.TryEnqueue("b", 10, 1, 2).ShouldBeNull();
        queue.Count.ShouldBe(1);
    }

    [Fact]
    public void TryDequeue_ABusyProject_DoesNotKeepAnotherWaiting()
    {
        Enqueue("a", 1, 2, 3, 4, 5);
        Enqueue("b", 1, 2);

        string[] served = Served(4);
        served.Count(ticket => ticket[0] == 'b').ShouldBe(2);
    }

    [Fact]
    public void TryDequeue_HigherTier_GetsItsWeightAndDoesNotStarveTheLower()
    {
        for (int i = 0; i < 100; i++)
        {
            _queue.TryEnqueue("free", 10, 100, i);
            _queue.TryEnqueue("own", 30, 100, i);
        }

        string[] served = Served(100);
        served.Count(ticket => ticket.StartsWith("own", StringComparison.Ordinal)).ShouldBeInRange(73, 77);
    }

    [Fact]
    public void TryEnqueue_ProjectReturns_IsLiftedToTheLeastOfThoseThatWait()
    {
        Enqueue("a", 1);
        Served(1);
        for (int i = 0; i < 50; i++)
        {
            _queue.TryEnqueue("b", 10, 100, i);
        }

        Served(40);
        Enqueue("a", 1, 2, 3);

        _queue.CounterOf("a").ShouldBe(_queue.CounterOf("b"));
        Served(6).Count(ticket => ticket[0] == 'a').ShouldBe(3);
    }

    [Fact]
    public void TryEnqueue_AfterTheQueueWasEmpty_SavesUpNoCredit()
    {
        for (int i = 0; i < 10; i++)
        {
            _queue.TryEnqueue("a", 10, 100, i);
        }

        Served(10);
        _queue.TryEnqueue("b", 10, 100, 0);

        _queue.CounterOf("b").ShouldBe(900);
    }

    [Fact]
    public void Remove_Cancelled_IsNeitherServedNorCharged()
    {
        FairTicket<int> ticket = _queue.TryEnqueue("a", 10, 100, 1)!;
        Enqueue("b", 2);

        _queue.Remove(ticket).ShouldBeTrue();
        _queue.Remove(ticket).ShouldBeFalse();
        _queue.CounterOf("a").ShouldBe(0);
        _queue.Count.ShouldBe(1);
        Served(1).ShouldBe(["b2"]);
    }

    [Fact]
    public void Charge_MoreThanTheTicket_MovesTheTurn()
    {
        Enqueue("a", 1, 2);
        Enqueue("b", 1, 2);
        Served(1).ShouldBe(["a1"]);
        _queue.Charge("b", 10, 1_000);

        _queue.TryPeek(out FairTicket<int>? next).ShouldBeTrue();
        next.Project.ShouldBe("a");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TryDequeue_TwoBackloggedProjects_DriftApartByNoMoreThanTheBound(int seed)
    {
        // Sheng et al., OSDI 2024, theorem 4.4: |W_f - W_g| <= 2 max(w_p L_in, w_q M).
        const int Largest = 500;
        var random = new Random(seed);
        Dictionary<string, long> service = new() { ["f"] = 0, ["g"] = 0 };
        for (int i = 0; i < 500; i++)
        {
            _queue.TryEnqueue("f", 10, 1 + random.Next(Largest), i);
            _queue.TryEnqueue("g", 10, 1 + random.Next(Largest), i);
        }

        for (int i = 0; i < 600 && _queue.TryDequeue(out FairTicket<int>? ticket); i++)
        {
            service[ticket.Project] += ticket.Tokens;
            Math.Abs(service["f"] - service["g"]).ShouldBeLessThanOrEqualTo(2 * Largest);
        }
    }

    [Fact]
    public void TryDequeue_ManyProjectsKeepComing_ServesEveryoneWithinABound()
    {
        _queue.TryEnqueue("patient", 10, 100, 0);
        int served = 0;
        for (; served < 100; served++)
        {
            _queue.TryEnqueue($"new-{served}", 30, 100, served);
            _queue.TryDequeue(out FairTicket<int>? ticket).ShouldBeTrue();
            if (ticket.Project == "patient")
            {
                break;
            }
        }

        served.ShouldBeLessThan(10);
    }

    private void Enqueue(string project, params int[] items)
    {
        foreach (int item in items)
        {
            _queue.TryEnqueue(project, 10, 100, item).ShouldNotBeNull();
        }
    }

    private string[] Served(int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            _queue.TryDequeue(out FairTicket<int>? ticket).ShouldBeTrue();
            return $"{ticket.Project}{ticket.Item}";
        }),
    ];
}
