using Orleans;
using Xerotier.Engine.Messages;

namespace Xerotier.Engine.Tests.Messages;

public sealed class MessageCheckTests
{
    [Fact]
    public void Find_WellFormedMessage_IsNothing()
    {
        var message = new Sound("name", [1, 2], new() { ["key"] = new Part(1) }, (1, "two"), null);

        Find(message).ShouldBeNull();
        Find(new List<Sound> { message }).ShouldBeNull();
        Find(DateTimeOffset.UnixEpoch).ShouldBeNull();
    }

    [Fact]
    public void Find_TypeWithoutSerializer_IsNamed()
    {
        Find(new Foreign())!.ShouldContain(nameof(Foreign));
        Find(new List<object> { new Foreign() })!.ShouldContain(nameof(Foreign));
    }

    [Fact]
    public void Find_InsideOfAMember_IsNamed()
    {
        Find(new Holder(new Foreign()))!.ShouldContain(nameof(Foreign));
    }

    [Fact]
    public void Find_MemberWithoutId_IsNamed()
    {
        Find(new HalfNumbered(1) { Bare = 2 })!.ShouldContain(nameof(HalfNumbered.Bare));
    }

    [Fact]
    public void Find_SameIdTwice_IsNamed()
    {
        Find(new Doubled(1, 2))!.ShouldContain("[Id(0)]");
    }

    [Fact]
    public void Find_ListOfACollectionExpression_IsRefused()
    {
        // The compiler makes a list type of its own, which no serialiser knows.
        Find(new Listing(["a", "b"])).ShouldNotBeNull();
        Find(new Listing(new[] { "a", "b" })).ShouldBeNull();
    }

    [Fact]
    public void Find_Delegate_IsRefused()
    {
        Find(new Func<int>(static () => 1)).ShouldNotBeNull();
    }

    [Fact]
    public void Find_Cycle_Ends()
    {
        var list = new List<object>();
        list.Add(list);

        Find(list).ShouldBeNull();
    }

    private static string? Find(object value) => MessageCheck.FindIn(value, "the value")?.Message;

    [GenerateSerializer]
    internal sealed record Part([property: Id(0)] int Number);

    [GenerateSerializer]
    internal sealed record Sound(
        [property: Id(0)] string Name,
        [property: Id(1)] int[] Numbers,
        [property: Id(2)] Dictionary<string, Part> Parts,
        [property: Id(3)] (int One, string Two) Pair,
        [property: Id(4)] Exception? Failure);

    [GenerateSerializer]
    internal sealed record Holder([property: Id(0)] object Value);

    [GenerateSerializer]
    internal sealed record HalfNumbered([property: Id(0)] int Numbered)
    {
        public int Bare { get; init; }
    }

    [GenerateSerializer]
    internal sealed record Doubled([property: Id(0)] int One, [property: Id(0)] int Other);

    [GenerateSerializer]
    internal sealed record Listing([property: Id(0)] IReadOnlyList<string> Names);

    internal sealed class Foreign;
}
