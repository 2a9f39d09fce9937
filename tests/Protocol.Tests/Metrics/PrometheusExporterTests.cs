using System.Diagnostics.Metrics;
using Xerotier.Protocol.Metrics;

namespace Xerotier.Protocol.Tests.Metrics;

public sealed class PrometheusExporterTests : IDisposable
{
    private readonly Meter _meter = new("exported");

    public void Dispose() => _meter.Dispose();

    private PrometheusExporter Exporter(int maxSeries = 100) =>
        new(instrument => ReferenceEquals(instrument.Meter, _meter), maxSeries);

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);

    [Fact]
    public void Counter_WithTags_AddsUpPerSeries()
    {
        using var exporter = Exporter();
        var counter = _meter.CreateCounter<long>("http.requests", null, "Requests\nso far");
        counter.Add(2, Tag("code", 200), Tag("path", "/a\"b\\c\n"));
        counter.Add(3, Tag("code", 200), Tag("path", "/a\"b\\c\n"));
        counter.Add(1, Tag("code", 500), Tag("path", null));

        exporter.Render().ShouldBe(
            """
            # HELP http_requests_total Requests\nso far
            # TYPE http_requests_total counter
            http_requests_total{code="200",path="/a\"b\\c\n"} 5
            http_requests_total{code="500"} 1

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Histogram_OfSeconds_HasCumulativeBuckets()
    {
        using var exporter = Exporter();
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] };
        var histogram = _meter.CreateHistogram("duration", "s", null, [], advice);
        foreach (var value in (double[])[0.05, 0.1, 0.5, 2]) histogram.Record(value, Tag("k", "v"));

        exporter.Render().ShouldBe(
            """
            # TYPE duration_seconds histogram
            duration_seconds_bucket{k="v",le="0.1"} 2
            duration_seconds_bucket{k="v",le="1"} 3
            duration_seconds_bucket{k="v",le="+Inf"} 4
            duration_seconds_sum{k="v"} 2.65
            duration_seconds_count{k="v"} 4

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Gauges_Observed_AreAskedAtEachScrape()
    {
        using var exporter = Exporter();
        Measurement<int>[] now = [new(1, Tag("m", "a")), new(2, Tag("m", "b"))];
        _meter.CreateObservableGauge("load", () => now);
        exporter.Render().ShouldContain("load{m=\"b\"} 2\n");

        now = [new(5, Tag("m", "a"))];

        exporter.Render().ShouldBe("# TYPE load gauge\nload{m=\"a\"} 5\n");
    }

    [Fact]
    public void UpDownCounter_Both_IsAGauge()
    {
        using var exporter = Exporter();
        var open = _meter.CreateUpDownCounter<int>("open");
        open.Add(3);
        open.Add(-1);

        exporter.Render().ShouldBe("# TYPE open gauge\nopen 2\n");
    }

    [Fact]
    public void Series_BeyondTheLimit_ShareOne()
    {
        using var exporter = Exporter(maxSeries: 2);
        var counter = _meter.CreateCounter<int>("c");
        for (var i = 0; i < 10; i++) counter.Add(1, Tag("i", i));

        var text = exporter.Render();

        text.ShouldContain("c_total{i=\"0\"} 1\n");
        text.ShouldContain("c_total{overflow=\"true\"} 8\n");
        text.Split('\n').Length.ShouldBe(5);
    }

    [Fact]
    public void Counter_FromManyThreads_LosesNothing()
    {
        using var exporter = Exporter();
        var counter = _meter.CreateCounter<double>("c");

        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 1000; i++) counter.Add(1, Tag("a", "b"));
        });

        exporter.Render().ShouldContain("c_total{a=\"b\"} 8000\n");
    }

    [Fact]
    public void Record_OfAKnownSeries_AllocatesNothing()
    {
        using var exporter = Exporter();
        var counter = _meter.CreateCounter<long>("c");
        var tag = Tag("model", "m");
        counter.Add(1, tag);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) counter.Add(1, tag);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData("a.b-c", null, "a_b_c")]
    [InlineData("size", "By", "size_bytes")]
    [InlineData("wait_seconds", "s", "wait_seconds")]
    [InlineData("share", "1", "share_ratio")]
    [InlineData("things", "{thing}", "things")]
    public void Name_OfAnInstrument_IsPrometheus(string name, string? unit, string expected)
    {
        using var exporter = Exporter();
        _meter.CreateGauge<int>(name, unit).Record(1);

        exporter.Render().ShouldEndWith($"\n{expected} 1\n");
    }
}
