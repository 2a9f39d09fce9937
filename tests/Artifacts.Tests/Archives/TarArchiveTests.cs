using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using ICSharpCode.SharpZipLib.BZip2;
using Xerotier.Artifacts.Archives;
using Xerotier.Artifacts.Tests.Storage;

namespace Xerotier.Artifacts.Tests.Archives;

public sealed class TarArchiveTests
{
    private static readonly ArchiveLimits Limits = new(100, 1_000_000);

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.V7)]
    public async Task Read_EachTarFormat_GivesTheFiles(TarEntryFormat format)
    {
        byte[] tar = Pack(format, ("./a.json", "{}"), ("sub/deep/w.bin", new string('w', 2_000)), ("empty", ""));

        (await ReadAsync(tar)).ShouldBe(["a.json={}", "sub/deep/w.bin=" + new string('w', 2_000), "empty="]);
    }

    [Fact]
    public async Task Read_LongNamesAndFolders_GivesTheFiles()
    {
        string longName = string.Join('/', Enumerable.Repeat("a-long-folder-name", 12)) + "/file";
        byte[] tar = Entries(
            new PaxTarEntry(TarEntryType.Directory, "./"),
            new PaxTarEntry(TarEntryType.Directory, "sub/"),
            File(longName, "x"));

        (await ReadAsync(tar)).ShouldBe([longName + "=x"]);
    }

    [Theory]
    [InlineData(ArchiveFormat.TarGzip)]
    [InlineData(ArchiveFormat.TarBzip2)]
    public async Task Read_Compressed_GivesTheFiles(ArchiveFormat format)
    {
        byte[] packed = Compress(format, Pack(TarEntryFormat.Pax, ("a", "1"), ("b", new string('2', 300_000))));

        (await ReadAsync(packed, format)).ShouldBe(["a=1", "b=" + new string('2', 300_000)]);
    }

    [Fact]
    public async Task Read_SeveralBzip2Streams_GivesTheFilesOfAll()
    {
        byte[] tar = Pack(TarEntryFormat.Pax, ("a", "1"), ("b", "2"));
        byte[] packed =
        [
            .. Compress(ArchiveFormat.TarBzip2, tar[..700]),
            .. Compress(ArchiveFormat.TarBzip2, tar[700..]),
        ];

        (await ReadAsync(packed, ArchiveFormat.TarBzip2)).ShouldBe(["a=1", "b=2"]);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("a/..")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\evil")]
    [InlineData("a//b")]
    [InlineData("a\u0007b")]
    [InlineData("././a")]
    public async Task Read_PathThatLeavesTheArchive_IsRefused(string path) =>
        await ShouldRefuseAsync(Pack(TarEntryFormat.Pax, ("good", "x"), (path, "x")), "relative path");

    [Theory]
    [InlineData("a", "a", "twice")]
    [InlineData("a", "./a", "twice")]
    [InlineData("a", "a/b", "both")]
    [InlineData("a/b", "a", "both")]
    public async Task Read_PathsInEachOthersWay_AreRefused(string first, string second, string problem) =>
        await ShouldRefuseAsync(Pack(TarEntryFormat.Pax, (first, "x"), (second, "x")), problem);

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "/etc/passwd")]
    [InlineData(TarEntryType.SymbolicLink, "../../outside")]
    [InlineData(TarEntryType.SymbolicLink, "inside")]
    [InlineData(TarEntryType.HardLink, "inside")]
    public async Task Read_Links_AreRefused(TarEntryType type, string target) =>
        await ShouldRefuseAsync(
            Entries(File("inside", "x"), new PaxTarEntry(type, "link") { LinkName = target }), "link");

    [Theory]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.BlockDevice)]
    [InlineData(TarEntryType.Fifo)]
    public async Task Read_Devices_AreRefused(TarEntryType type) =>
        await ShouldRefuseAsync(Entries(new PaxTarEntry(type, "device")), "neither a file nor a folder");

    [Fact]
    public async Task Read_SparseFiles_AreRefused()
    {
        var attributes = new Dictionary<string, string>
        {
            ["GNU.sparse.major"] = "1",
            ["GNU.sparse.minor"] = "0",
            ["GNU.sparse.realsize"] = "1099511627776",
        };
        await ShouldRefuseAsync(
            Entries(new PaxTarEntry(TarEntryType.RegularFile, "huge", attributes) { DataStream = Text("1\n0\n") }),
            "sparse");

        byte[] old = Pack(TarEntryFormat.Gnu, ("huge", "x"));
        old[156] = (byte)'S';
        SetChecksum(old);
        await ShouldRefuseAsync(old, "");
    }

    [Fact]
    public async Task Read_HeaderThatClaimsATerabyte_IsTooLargeAtOnce()
    {
        byte[] tar = Pack(TarEntryFormat.Gnu, ("huge", "x"));
        // Base-256, as GNU tar writes what octal digits cannot hold: 2^40.
        byte[] size = [0x80, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0];
        size.CopyTo(tar, 124);
        SetChecksum(tar);

        (await ShouldRefuseAsync(tar, "more than 1000000 bytes")).IsTooLarge.ShouldBeTrue();
    }

    [Fact]
    public async Task Read_FilesBeyondTheLimitTogether_AreTooLarge()
    {
        byte[] tar = Pack(TarEntryFormat.Pax, ("a", new string('a', 600_000)), ("b", new string('b', 600_000)));

        (await ShouldRefuseAsync(tar, "more than 1000000 bytes")).IsTooLarge.ShouldBeTrue();
    }

    [Fact]
    public async Task Read_AMillionEntries_EndsAtTheLimit()
    {
        var endless = new EndlessTar(Pack(TarEntryFormat.Ustar, ("sub/", ""))[..512]);

        var refused = await Should.ThrowAsync<ArchiveException>(() => ReadAsync(endless, ArchiveFormat.Tar));

        refused.Message.ShouldContain("more than 100 entries");
        endless.BytesRead.ShouldBeLessThan(200 * 512);
    }

    [Fact]
    public async Task Read_HeaderOfManyMegabytes_IsRefused()
    {
        // A name of a gigabyte, as gzip packs into a megabyte: the reader must not collect it.
        byte[] header = Pack(TarEntryFormat.Gnu, ("x", ""))[..512];
        header[156] = (byte)'L';
        Encoding.ASCII.GetBytes("10000000000\0").CopyTo(header, 124);
        SetChecksum(header);
        var endless = new EndlessTar(header, filler: (byte)'n');

        await Should.ThrowAsync<ArchiveException>(() => ReadAsync(endless, ArchiveFormat.Tar));

        endless.BytesRead.ShouldBeLessThan(4 * 1024 * 1024);
    }

    [Theory]
    [InlineData(ArchiveFormat.Tar)]
    [InlineData(ArchiveFormat.TarGzip)]
    [InlineData(ArchiveFormat.TarBzip2)]
    public async Task Read_NoArchive_IsRefused(ArchiveFormat format)
    {
        foreach (byte[] content in (byte[][])[[], "BZh9"u8.ToArray(), Encoding.ASCII.GetBytes(new string('x', 5_000))])
        {
            await Should.ThrowAsync<ArchiveException>(() => ReadAsync(new MemoryStream(content), format));
        }
    }

    [Theory]
    [InlineData(ArchiveFormat.Tar)]
    [InlineData(ArchiveFormat.TarGzip)]
    [InlineData(ArchiveFormat.TarBzip2)]
    public async Task Read_CutOffAnywhere_IsRefusedOrWhole(ArchiveFormat format)
    {
        byte[] tar = Pack(TarEntryFormat.Pax, ("a", "1"), ("b", new string('b', 5_000)));
        byte[] packed = format == ArchiveFormat.Tar ? tar : Compress(format, tar);
        for (int length = 0; length < packed.Length; length += Math.Max(1, packed.Length / 40))
        {
            try
            {
                // Without its end mark, or cut behind the first file, an archive is a shorter archive.
                (await ReadAsync(new MemoryStream(packed, 0, length), format)).ShouldAllBe(
                    file => file == "a=1" || file == "b=" + new string('b', 5_000));
            }
            catch (ArchiveException)
            {
                continue;
            }
        }
    }

    private static async Task<ArchiveException> ShouldRefuseAsync(byte[] tar, string problem)
    {
        var refused = await Should.ThrowAsync<ArchiveException>(() => ReadAsync(tar));
        refused.Message.ShouldContain(problem);
        refused.Message.ShouldStartWith("The archive");
        return refused;
    }

    private static Task<List<string>> ReadAsync(byte[] archive, ArchiveFormat format = ArchiveFormat.Tar) =>
        ReadAsync(new Trickle(archive), format);

    private static async Task<List<string>> ReadAsync(Stream archive, ArchiveFormat format)
    {
        var files = new List<string>();
        await foreach (var file in TarArchive.ReadAsync(archive, format, Limits))
        {
            using var text = new StreamReader(file.Content);
            string content = await text.ReadToEndAsync();
            content.Length.ShouldBe((int)file.Length);
            files.Add($"{file.Path}={content}");
        }

        return files;
    }

    private static byte[] Pack(TarEntryFormat format, params (string Path, string Content)[] files) => Entries(
        [.. files.Select(file => Entry(format, file.Path, file.Content))]);

    private static TarEntry Entry(TarEntryFormat format, string path, string content)
    {
        TarEntry entry = format switch
        {
            TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, path),
            TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, path),
            TarEntryFormat.Ustar when path.EndsWith('/') => new UstarTarEntry(TarEntryType.Directory, path),
            TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, path),
            _ => new V7TarEntry(TarEntryType.V7RegularFile, path),
        };
        if (content.Length > 0)
        {
            entry.DataStream = Text(content);
        }

        return entry;
    }

    private static PaxTarEntry File(string path, string content) =>
        new(TarEntryType.RegularFile, path) { DataStream = Text(content) };

    private static byte[] Entries(params TarEntry[] entries)
    {
        using var packed = new MemoryStream();
        using (var tar = new TarWriter(packed, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                tar.WriteEntry(entry);
            }
        }

        return packed.ToArray();
    }

    private static byte[] Compress(ArchiveFormat format, byte[] tar)
    {
        using var packed = new MemoryStream();
        using (Stream compressor = format == ArchiveFormat.TarGzip
            ? new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)
            : new BZip2OutputStream(packed) { IsStreamOwner = false })
        {
            compressor.Write(tar);
        }

        return packed.ToArray();
    }

    private static MemoryStream Text(string content) => new(Encoding.UTF8.GetBytes(content));

    private static void SetChecksum(byte[] header)
    {
        Encoding.ASCII.GetBytes("        ").CopyTo(header, 148);
        int sum = header.AsSpan(0, 512).ToArray().Sum(value => value);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
    }
}
