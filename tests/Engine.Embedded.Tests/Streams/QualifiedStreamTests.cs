using Orleans.Runtime;
using Xerotier.Engine.Streams;

namespace Xerotier.Engine.Tests.Streams;

public sealed class QualifiedStreamTests
{
    [Theory]
    [InlineData("provider", "ns", "key")]
    [InlineData("a/b", "c/d", "e/f")]
    [InlineData("%2F", "ns with spaces", "%")]
    [InlineData("provider", null, "key")]
    public void ToKey_ThenFromKey_IsTheSame(string provider, string? ns, string key)
    {
        var stream = new QualifiedStream(provider, StreamId.Create(ns, key));

        QualifiedStream.FromKey(stream.ToKey()).ShouldBe(stream);
    }

    [Fact]
    public void ToKey_SlashesInDifferentPlaces_Differ()
    {
        var first = new QualifiedStream("p", StreamId.Create("a/b", "c"));
        var second = new QualifiedStream("p", StreamId.Create("a", "b/c"));

        first.ToKey().ShouldNotBe(second.ToKey());
    }
}
