using Xerotier.Protocol.Agents;

namespace Xerotier.Protocol.Tests.Agents;

public sealed class PrefixBlocksTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(PrefixBlocks.MaxOfRequest)]
    public void Encode_ThenDecode_GivesTheSameBlocks(int count)
    {
        var blocks = Enumerable.Range(0, count).Select(i => UInt128.MaxValue - ((UInt128)i << 70)).ToArray();

        PrefixBlocks.TryDecode(PrefixBlocks.Encode(blocks), PrefixBlocks.MaxOfRequest, out var read).ShouldBeTrue();

        read.ShouldBe(blocks);
    }

    [Fact]
    public void Encode_OfOneBlock_IsItsBytesInNetworkOrder() =>
        PrefixBlocks.Encode([UInt128.One]).ShouldBe("AAAAAAAAAAAAAAAAAAAAAQ");

    [Theory]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAE")]
    public void TryDecode_OfAnythingElse_Refuses(string text)
    {
        PrefixBlocks.TryDecode(text, max: 1, out var blocks).ShouldBeFalse();
        blocks.ShouldBeEmpty();
    }
}
