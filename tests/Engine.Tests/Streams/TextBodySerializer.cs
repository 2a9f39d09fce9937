using System.Globalization;
using System.Text;
using Orleans;
using Orleans.Providers;

namespace Xerotier.Engine.Tests.Streams;

/// <summary>Writes the numbers of items and no more, so that tests can tell what went through it.</summary>
[GenerateSerializer]
[Alias("Xerotier.Engine.Tests.TextBodySerializer")]
internal sealed class TextBodySerializer : IMemoryMessageBodySerializer
{
    public ArraySegment<byte> Serialize(MemoryMessageBody body) =>
        Encoding.UTF8.GetBytes(string.Join(',', body.Events.Cast<Item>().Select(static item => item.Number)));

    public MemoryMessageBody Deserialize(ArraySegment<byte> bodyBytes)
    {
        var numbers = Encoding.UTF8.GetString(bodyBytes).Split(',');
        return new(numbers.Select(Read), requestContext: null);
    }

    private static Item Read(string number) => new(int.Parse(number, CultureInfo.InvariantCulture), "read");
}
