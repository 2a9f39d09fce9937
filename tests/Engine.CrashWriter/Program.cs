using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Xerotier.Engine.Storage.Files;

// Writes without end into the store of the given directory and prints "key counter version" for every write that was
// acknowledged. A test kills the process and then looks whether all that was printed is there.
var options = new FileStoreOptions { Directory = args[0], SegmentBytes = 64 * 1024, CompactionStepBytes = 16 * 1024 };
var writers = int.Parse(args[1], CultureInfo.InvariantCulture);
using var store = new FileStore(options, NullLogger<FileStore>.Instance);
var acknowledged = Console.OpenStandardOutput();
var gate = new Lock();
await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync($"writer-{writer}"))));

async Task WriteAsync(string key)
{
    var stored = await store.ReadAsync(key);
    var version = stored?.Version ?? 0;
    var counter = stored is { } value ? BinaryPrimitives.ReadInt64LittleEndian(value.Payload.Span) : 0;
    while (true)
    {
        var payload = new byte[200];
        BinaryPrimitives.WriteInt64LittleEndian(payload, ++counter);
        var expected = version == 0 ? ExpectedVersion.Absent : ExpectedVersion.Exactly(version);
        var write = await store.PutAsync(key, payload, expected);
        if (!write.Accepted)
            throw new InvalidOperationException($"{key} was refused at version {version}.");
        version = write.Version;
        lock (gate)
            acknowledged.Write(System.Text.Encoding.ASCII.GetBytes($"{key} {counter} {version}\n"));
    }
}
