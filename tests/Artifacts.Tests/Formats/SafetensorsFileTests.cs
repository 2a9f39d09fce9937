using FsCheck;
using FsCheck.Fluent;
using Xerotier.Artifacts.Formats;
using Xerotier.TestKit.Artifacts;

namespace Xerotier.Artifacts.Tests.Formats;

public sealed class SafetensorsFileTests
{
    [Fact]
    public async Task ReadAsync_AValidFile_KnowsItsTensors()
    {
        byte[] file = SafetensorsBytes.Of(("b", "BF16", [2, 3]), ("a", "F32", []), ("none", "U8", [0, 5]));

        var read = await ReadAsync(file);

        read.Tensors.Select(tensor => (tensor.Name, tensor.Elements, tensor.Bytes)).ShouldBe(
            [("b", 6L, 12L), ("a", 1L, 4L), ("none", 0L, 0L)], ignoreOrder: true);
    }

    [Theory]
    [InlineData("no JSON", 0, "not valid JSON")]
    [InlineData("[]", 0, "not a JSON object")]
    [InlineData("""{"a":1}""", 0, "by an object")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "does not say")]
    [InlineData("""{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", 4, "unknown dtype")]
    [InlineData("""{"a":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}""", 4, "not valid JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "out of range")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,99999999999999999999]}}""", 4, "out of range")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "overflows")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "overflows")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3037000500,3037000500],"data_offsets":[0,4]}}""", 4, "overflows")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "lies")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4, "lies")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "lies")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "cut off")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "belong to no tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "hole")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""",
        6, "overlaps")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""",
        8, "twice")]
    public async Task ReadAsync_ACorruptHeader_SaysHow(string header, int dataBytes, string problem)
    {
        var refused = await Should.ThrowAsync<InvalidDataException>(
            () => ReadAsync(SafetensorsBytes.Raw(header, dataBytes)));

        refused.Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData(ulong.MaxValue, "claims a header")]
    [InlineData(long.MaxValue, "claims a header")]
    [InlineData(1UL << 30, "claims a header")]
    [InlineData(3UL, "cut off")]
    public async Task ReadAsync_ALengthThatLies_IsNotBelieved(ulong length, string problem)
    {
        var refused = await Should.ThrowAsync<InvalidDataException>(
            () => ReadAsync(SafetensorsBytes.Raw("{}", 0, length)));

        refused.Message.ShouldContain(problem);
    }

    [Fact]
    public async Task ReadAsync_AFileShorterThanItsStoreSaid_IsCutOff()
    {
        var file = new MemoryFile("m.safetensors", SafetensorsBytes.Of(("a", "F32", [4]))[..20], 10_000);

        (await Should.ThrowAsync<InvalidDataException>(() => SafetensorsFile.ReadAsync(file)))
            .Message.ShouldContain("cut off");
    }

    [Fact]
    public void ReadAsync_AnyBytesOrAnyChangeOfAValidFile_IsReadOrRefusedButNeverFails()
    {
        byte[] valid = SafetensorsBytes.Of(("a", "F32", [2, 2]), ("b", "U8", [3]));
        Prop.ForAll<byte[], int, byte>((noise, at, change) =>
        {
            byte[] changed = [.. valid];
            changed[(int)((uint)at % (uint)changed.Length)] = change;
            return Survives(noise) && Survives(changed) && Survives(valid[..(int)((uint)at % (uint)valid.Length)]);
        }).QuickCheckThrowOnFailure();
    }

    private static bool Survives(byte[] bytes)
    {
        var read = ReadAsync(bytes);
        return read.IsCompletedSuccessfully || read.Exception?.InnerException is InvalidDataException;
    }

    private static Task<SafetensorsFile> ReadAsync(byte[] bytes) =>
        SafetensorsFile.ReadAsync(new MemoryFile("m.safetensors", bytes));
}
