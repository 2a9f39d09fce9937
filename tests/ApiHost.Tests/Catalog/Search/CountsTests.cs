using Xerotier.ApiHost.Catalog.Search;

namespace Xerotier.ApiHost.Tests.Catalog.Search;

public sealed class CountsTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("7000000000", 7_000_000_000L)]
    [InlineData("7B", 7_000_000_000L)]
    [InlineData("1.5b", 1_500_000_000L)]
    [InlineData("128k", 128_000L)]
    [InlineData("1t", 1_000_000_000_000L)]
    public void TryParse_ACount_ReadsIt(string text, long count)
    {
        Counts.TryParse(text, out long read).ShouldBeTrue();
        read.ShouldBe(count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("b")]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("7 B")]
    [InlineData("9999999999999999")]
    [InlineData("999999t")]
    public void TryParse_WhatIsNoCount_SaysSo(string text) => Counts.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(999, "999")]
    [InlineData(1_000, "1K")]
    [InlineData(30_532_122_624, "30.5B")]
    [InlineData(70_000_000_000, "70B")]
    public void Format_ACount_IsShort(long count, string text) => Counts.Format(count).ShouldBe(text);
}
