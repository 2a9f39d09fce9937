using System.Text;
using Orleans.Runtime;

namespace Xerotier.Engine.Tests.Streams;

public sealed class StreamIdTests
{
    [Fact]
    public void Create_StringKey_KeepsNamespaceAndKey()
    {
        var id = StreamId.Create("agents", "a/b");

        id.GetNamespace().ShouldBe("agents");
        id.GetKeyAsString().ShouldBe("a/b");
        id.ToString().ShouldBe("agents/a/b");
    }

    [Fact]
    public void Create_WithoutNamespace_HasNone()
    {
        var id = StreamId.Create((string?)null, "key");

        id.GetNamespace().ShouldBeNull();
        id.ToString().ShouldBe("null/key");
    }

    [Fact]
    public void Create_GuidKey_IsThirtyTwoDigits()
    {
        var key = Guid.NewGuid();

        StreamId.Create("ns", key).ShouldBe(StreamId.Create("ns", key.ToString("N")));
        StreamId.Create(null, key).GetKeyAsString().ShouldBe(key.ToString("N"));
    }

    [Fact]
    public void Create_IntegerKey_IsDecimal()
    {
        StreamId.Create("ns", -42L).GetKeyAsString().ShouldBe("-42");
    }

    [Fact]
    public void Create_Bytes_EqualsText()
    {
        var id = StreamId.Create(Encoding.UTF8.GetBytes("ns"), Encoding.UTF8.GetBytes("key"));

        id.ShouldBe(StreamId.Create("ns", "key"));
        id.GetHashCode().ShouldBe(StreamId.Create("ns", "key").GetHashCode());
    }

    [Fact]
    public void Parse_Text_RoundTrips()
    {
        var id = StreamId.Create("ns", "key");

        StreamId.Parse(Encoding.UTF8.GetBytes(id.ToString())).ShouldBe(id);
    }

    [Fact]
    public void Create_EmptyKey_IsRefused()
    {
        Should.Throw<ArgumentException>(() => StreamId.Create(ReadOnlySpan<byte>.Empty, ReadOnlySpan<byte>.Empty));
    }
}
