using Xerotier.Silo.Storage;

namespace Xerotier.Silo.Tests.Storage;

public sealed class StateSerializerTests
{
    private readonly StateSerializer _serializer = new();

    [Fact]
    public void Serialize_State_IsPlainJson()
    {
        var state = new Shelf { Label = "caf\u00e9", Books = [new Book("a", Tongue.Latin)], Emptied = null };

        _serializer.Serialize(state).ToString().ShouldBe(
            """{"label":"caf\u00E9","books":[{"title":"a","tongue":1}],"room":7}""");
    }

    [Fact]
    public void Deserialize_WhatWasSerialized_IsTheSame()
    {
        var state = new Shelf
        {
            Label = "a",
            Books = [new Book("b", Tongue.Latin)],
            Room = 3,
            Emptied = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
        };

        var read = _serializer.Deserialize<Shelf>(_serializer.Serialize(state)).ShouldNotBeNull();

        read.Label.ShouldBe("a");
        read.Books.ShouldBe(state.Books);
        read.Room.ShouldBe(3);
        read.Emptied.ShouldBe(state.Emptied);
    }

    [Fact]
    public void Deserialize_FieldsOfALaterVersion_AreIgnored()
    {
        var read = Read("""{"label":"a","shelfLife":{"days":[1,2]},"books":[{"title":"b","tongue":0,"isbn":"x"}]}""");

        read.Label.ShouldBe("a");
        read.Books.ShouldBe([new Book("b", Tongue.Greek)]);
    }

    [Fact]
    public void Deserialize_FieldsThatAnEarlierVersionLacked_KeepTheirInitialValues()
    {
        var read = Read("{}");

        read.Label.ShouldBe("unnamed");
        read.Books.ShouldBeEmpty();
        read.Room.ShouldBe(7);
    }

    private Shelf Read(string json) => _serializer.Deserialize<Shelf>(BinaryData.FromString(json)).ShouldNotBeNull();

    internal enum Tongue
    {
        Greek,
        Latin,
    }

    internal sealed record Book(string Title, Tongue Tongue);

    internal sealed class Shelf
    {
        public string Label { get; set; } = "unnamed";

        public List<Book> Books { get; set; } = [];

        public int Room { get; set; } = 7;

        public DateTimeOffset? Emptied { get; set; }
    }
}
