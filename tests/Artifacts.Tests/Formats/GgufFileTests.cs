using FsCheck;
using FsCheck.Fluent;
using Xerotier.Artifacts.Formats;
using Xerotier.TestKit.Artifacts;

namespace Xerotier.Artifacts.Tests.Formats;

public sealed class GgufFileTests
{
    private const uint F32 = 0;
    private const uint Q40 = 2;

    [Fact]
    public async Task ReadAsync_AValidFile_KnowsMetadataAndTensors()
    {
        byte[] file = new GgufBytes { DataBytes = 64 + 18 }
            .Say("general.architecture", "llama")
            .Say("llama.context_length", 4096)
            .Say("tokenizer.ggml.tokens", ["a", "b", "c"])
            .Tensor("w", F32, 0, 4, 2)
            .Tensor("q", Q40, 64, 32)
            .Build();

        var read = await ReadAsync(file);

        read.Metadata["general.architecture"].ShouldBe("llama");
        read.Metadata["llama.context_length"].ShouldBe(4096L);
        read.Metadata["tokenizer.ggml.tokens#"].ShouldBe(3L);
        read.Tensors.Select(tensor => (tensor.Name, tensor.Elements, tensor.Bytes)).ShouldBe(
            [("w", 8L, 32L), ("q", 32L, 18L)]);
        read.Tensors[0].Shape.ShouldBe([2L, 4L]);
    }

    [Fact]
    public async Task ReadAsync_AHeaderLargerThanTheWindow_IsReadWhole()
    {
        string[] vocabulary = [.. Enumerable.Range(0, 20_000).Select(token => $"token {token}")];
        byte[] file = new GgufBytes { DataBytes = 4 }
            .Say("tokenizer.ggml.tokens", vocabulary)
            .Say("a.b", 7)
            .Tensor("w", F32, 0, 1)
            .Build();

        (await ReadAsync(file)).Metadata["a.b"].ShouldBe(7L);
    }

    public static TheoryData<byte[], string> Corrupt => new()
    {
        { "nothing"u8.ToArray(), "no GGUF" },
        { "GGUF"u8.ToArray(), "cut off" },
        { new GgufBytes { Version = 1 }.Build(), "version 1" },
        { new GgufBytes { Version = 0x03000000 }.Build(), "version 50331648" },
        { new GgufBytes { ClaimedTensors = ulong.MaxValue }.Build(), "claims" },
        { new GgufBytes { ClaimedTensors = 500_000 }.Build(), "cut off" },
        { new GgufBytes().SayRaw("k", [8, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 127]).Build(), "a text of" },
        { new GgufBytes().SayRaw("k", [99, 0, 0, 0]).Build(), "unknown type 99" },
        {
            new GgufBytes().SayRaw("k", [9, 0, 0, 0, 10, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]).Build(),
            "cut off"
        },
        { new GgufBytes().Say("k", 1).Say("k", 2).Build(), "twice" },
        { new GgufBytes { DataBytes = 64 }.Say("general.alignment", 7).Build(), "alignment" },
        { new GgufBytes { DataBytes = 64 }.Tensor("w", F32, 0, 4).Tensor("w", F32, 32, 4).Build(), "twice" },
        { new GgufBytes { DataBytes = 64 }.Tensor("w", F32, 0, 16).Tensor("v", F32, 32, 4).Build(), "overlaps" },
        { new GgufBytes { DataBytes = 64 }.Tensor("w", F32, 3, 4).Build(), "not aligned" },
        { new GgufBytes { DataBytes = 64 }.Tensor("w", F32, 0, 400).Build(), "cut off" },
        { new GgufBytes { DataBytes = 64 }.Tensor("w", F32, ulong.MaxValue - 31, 4).Build(), "cut off" },
        { new GgufBytes { DataBytes = 64 }.Tensor("w", F32, 0, ulong.MaxValue, 2).Build(), "overflows" },
        { new GgufBytes { DataBytes = 64 }.Tensor("w", F32, 0, 1UL << 40, 1UL << 40).Build(), "overflows" },
        { new GgufBytes { DataBytes = 64 }.Tensor("w", Q40, 0, 33).Build(), "multiple of its block" },
        { new GgufBytes { DataBytes = 64 }.Tensor("w", 77, 0, 4).Build(), "unknown type 77" },
    };

    [Theory]
    [MemberData(nameof(Corrupt))]
    public async Task ReadAsync_ACorruptHeader_SaysHow(byte[] file, string problem) =>
        (await Should.ThrowAsync<InvalidDataException>(() => ReadAsync(file))).Message.ShouldContain(problem);

    [Fact]
    public void ReadAsync_AnyChangeOfAValidFile_IsReadOrRefusedButNeverFails()
    {
        byte[] valid = new GgufBytes { DataBytes = 64 }
            .Say("a", "text")
            .Say("b", ["x", "y"])
            .Say("c", 1)
            .Tensor("w", F32, 0, 4, 2)
            .Build();
        Prop.ForAll<int, byte>((at, change) =>
        {
            byte[] changed = [.. valid];
            changed[(int)((uint)at % (uint)changed.Length)] = change;
            return Survives(changed) && Survives(valid[..(int)((uint)at % (uint)valid.Length)]);
        }).QuickCheckThrowOnFailure();
    }

    private static bool Survives(byte[] bytes)
    {
        var read = ReadAsync(bytes);
        return read.IsCompletedSuccessfully || read.Exception?.InnerException is InvalidDataException;
    }

    private static Task<GgufFile> ReadAsync(byte[] bytes) => GgufFile.ReadAsync(new MemoryFile("m.gguf", bytes));
}
