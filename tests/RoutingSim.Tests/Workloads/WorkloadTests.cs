using System.IO.Compression;
using Xerotier.RoutingSim.Workers;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Tests.Workloads;

public sealed class WorkloadTests
{
    private const string Line =
        """{"timestamp": 27, "input_length": 600, "output_length": 0, "hash_ids": [46, 9, 46]}""";

    [Fact]
    public void Trace_InMooncakesFormat_IsRead()
    {
        var trace = TraceReader.Read(new StringReader(Line + "\n\n" + Line.Replace("27", "3")));

        trace.Requests.Select(request => request.TimestampMs).ShouldBe([3, 27]);
        trace.Requests[0].Blocks.ShouldBe([0, 1, 0]);
        trace.Requests[0].Output.ShouldBe(1);
        trace.BlockIds.ShouldBe(2);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("""{"timestamp": 1, "input_length": 0, "output_length": 1, "hash_ids": []}""")]
    public void Trace_WithABadLine_IsRefusedWithItsNumber(string bad) =>
        Should.Throw<InvalidDataException>(() => TraceReader.Read(new StringReader(Line + "\n" + bad)))
            .Message.ShouldStartWith("line 2:");

    [Fact]
    public void Trace_CompressedOnDisk_IsReadLikeThePlainFile()
    {
        string path = Path.Combine(Path.GetTempPath(), $"trace-{Guid.NewGuid():N}.jsonl.gz");
        try
        {
            using (var zip = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest)))
            {
                zip.WriteLine(Line);
            }

            TraceReader.Read(path).Requests.Single().Input.ShouldBe(600);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Trace_ArrivalsOfOneTick_AreSpreadUnlessTheyAreToBeKept()
    {
        var settings = new WorkloadSettings { Trace = TestWork.SmallTrace(), KeepTimes = true };

        var spread = WorkloadCatalog.Create("trace", settings, 1).ArrivalMs;
        var kept = WorkloadCatalog.Create("trace", settings with { KeepTicks = true }, 1).ArrivalMs;

        spread.ShouldBe(spread.Order());
        spread.Distinct().Count().ShouldBe(spread.Length);
        kept.Distinct().Count().ShouldBe(50);
        spread.Take(4).ShouldAllBe(time => time < 3_000);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.2)]
    public void Load_OfAWorkload_IsItsPromptsAgainstTheFleet(double load)
    {
        var work = WorkloadCatalog.Create(
            "conversations", new WorkloadSettings { Load = load, Requests = 500, Workers = 4 }, 1);

        double seconds = (work.ArrivalMs[^1] - work.ArrivalMs[0]) / 1000;
        (work.Input.Sum() / (4 * new WorkerModel().PrefillRate * seconds)).ShouldBe(load, 1e-6);
    }

    [Fact]
    public void Turns_OfAUser_BuildOnTheirPredecessors()
    {
        var work = TestWork.Named("regime-c", 3_000);
        var longest = Enumerable.Range(0, work.Count).MaxBy(i => work.PromptOf(i).Length);
        var prompt = work.PromptOf(longest).ToArray();

        Enumerable.Range(0, longest).Any(i => IsContinued(work, i, prompt)).ShouldBeTrue();
    }

    private static bool IsContinued(Workload work, int request, int[] prompt)
    {
        var earlier = work.PromptOf(request);
        return earlier.Length > 100 && prompt.AsSpan().StartsWith(earlier)
            && prompt.AsSpan(earlier.Length).StartsWith(work.AnswerOf(request));
    }

    [Fact]
    public void LlmD_AsPublished_Has750PromptsOf7200Tokens()
    {
        var work = WorkloadCatalog.Create("llm-d", new WorkloadSettings(), 1);

        work.FirstBlock!.Distinct().Count().ShouldBe(750);
        work.Input.ShouldAllBe(input => input == 7_200);
        work.Stages.Length.ShouldBe(17);
        work.FirstMeasured.ShouldBe(work.Stages[1]);
    }
}
