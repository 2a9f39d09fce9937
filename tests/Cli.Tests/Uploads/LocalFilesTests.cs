using Xerotier.Cli.Uploads;
using Xerotier.TestKit;

namespace Xerotier.Cli.Tests.Uploads;

public sealed class LocalFilesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Read_AnyRange_IsThatOfAllFilesInOrder()
    {
        Write("b.bin", [4, 5]);
        Write("a/z.bin", [1, 2, 3]);
        Write("empty", []);
        Write(".hidden", [9]);
        Write("c.bin", [6]);

        var files = LocalFiles.Find(_directory.Path);

        files.Files.Select(file => file.Path).ShouldBe(["a/z.bin", "b.bin", "c.bin", "empty"]);
        files.Bytes.ShouldBe(6);
        byte[] all = [1, 2, 3, 4, 5, 6];
        for (var from = 0; from < all.Length; from++)
        {
            for (var count = 0; from + count <= all.Length; count++)
            {
                (await ReadAsync(files, from, count)).ShouldBe(all[from..(from + count)]);
            }
        }
    }

    [Fact]
    public void Find_ALink_HasTheSizeOfWhatItLeadsTo()
    {
        Write("blob", [1, 2, 3]);
        Directory.CreateDirectory(_directory.At("model"));
        File.CreateSymbolicLink(_directory.At("model/weights.bin"), _directory.At("blob"));

        LocalFiles.Find(_directory.At("model")).Files.ShouldHaveSingleItem().Bytes.ShouldBe(3);
    }

    [Fact]
    public void Fingerprint_FileIsWritten_Changes()
    {
        Write("a", [1]);
        var before = LocalFiles.Find(_directory.Path).Fingerprint;
        LocalFiles.Find(_directory.Path).Fingerprint.ShouldBe(before);

        Write("a", [1, 2]);

        LocalFiles.Find(_directory.Path).Fingerprint.ShouldNotBe(before);
    }

    [Fact]
    public async Task Read_FileBecameShorter_SaysSo()
    {
        Write("a", [1, 2, 3]);
        var files = LocalFiles.Find(_directory.Path);
        Write("a", [1]);

        var failure = await Should.ThrowAsync<CliException>(() => ReadAsync(files, 0, 3));

        failure.Message.ShouldContain("became shorter");
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("nothing")]
    public void Find_NoBytes_IsRefused(string path)
    {
        Directory.CreateDirectory(_directory.At("nothing"));

        Should.Throw<CliException>(() => LocalFiles.Find(_directory.At(path))).ExitCode.ShouldBe(CliExitCodes.Usage);
    }

    private static async Task<byte[]> ReadAsync(LocalFiles files, long from, long count)
    {
        using var read = new MemoryStream();
        await files.ReadAsync(from, count, bytes => read.WriteAsync(bytes), CancellationToken.None);
        return read.ToArray();
    }

    private void Write(string path, byte[] bytes)
    {
        var file = _directory.At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }
}
