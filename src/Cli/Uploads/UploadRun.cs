using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xerotier.Cli.Connections;

namespace Xerotier.Cli.Uploads;

/// <summary>Brings files to the platform part by part; a run that was cut off is gone on with by the next.</summary>
/// <param name="api">The project's API.</param>
/// <param name="files">What is uploaded.</param>
/// <param name="target">What it fills.</param>
/// <param name="memory">Remembers what was begun.</param>
/// <param name="partBytes">Size of parts; larger only where there would be too many.</param>
internal sealed class UploadRun(
    PlatformApi api, LocalFiles files, UploadTarget target, UploadMemory memory, long partBytes)
{
    /// <summary>The largest part that the platform takes.</summary>
    public const long MaxPartBytes = 100L << 20;

    private const int MaxParts = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Uploads what is missing and completes the upload; answers the upload.</summary>
    /// <param name="key">Names this upload among those that were begun.</param>
    /// <param name="restart">Whether to begin again in any case.</param>
    /// <param name="progress">Told of bytes that are there.</param>
    /// <param name="cancellationToken">Ends the run; the next goes on with it.</param>
    public async Task<JsonElement> RunAsync(
        string key, bool restart, Action<long> progress, CancellationToken cancellationToken)
    {
        var begun = restart ? null : memory.Find(key);
        var upload = begun is not null && begun.Fingerprint == files.Fingerprint
            ? await FindAsync(begun.UploadId, cancellationToken)
            : null;
        if (upload is null)
        {
            upload = await CreateAsync(cancellationToken);
            begun = new UploadMemory.Begun(IdOf(upload.Value), files.Fingerprint, PartBytes());
            memory.Keep(key, begun);
        }

        await SendPartsAsync(upload.Value, begun!.PartBytes, progress, cancellationToken);
        var completed = await CompleteAsync(begun.UploadId, cancellationToken);
        memory.Forget(key);
        return completed;
    }

    private async Task<JsonElement?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var upload = await api.GetAsync($"uploads/{id}", cancellationToken);
            return StatusOf(upload) is "pending" or "processing" ? upload : null;
        }
        catch (CliException gone) when (gone.ExitCode == CliExitCodes.NotFound)
        {
            return null;
        }
    }

    private Task<JsonElement> CreateAsync(CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["purpose"] = "model",
            ["filename"] = files.Name,
            ["bytes"] = files.Bytes,
            ["model"] = target.ToJson(),
        };
        if (files.IsDirectory)
        {
            body["files"] = new JsonArray([.. files.Files.Select(file =>
                new JsonObject { ["path"] = file.Path, ["bytes"] = file.Bytes })]);
        }

        return api.SendAsync(HttpMethod.Post, "uploads", body, cancellationToken);
    }

    private async Task SendPartsAsync(
        JsonElement upload, long size, Action<long> progress, CancellationToken cancellationToken)
    {
        if (StatusOf(upload) != "pending")
        {
            progress(files.Bytes);
            return;
        }

        var there = upload.TryGetProperty("parts", out var parts) && parts.ValueKind == JsonValueKind.Array
            ? parts.EnumerateArray().ToDictionary(
                part => part.GetProperty("part_number").GetInt32(), part => part.GetProperty("sha256").GetString())
            : [];
        var number = 0;
        for (long from = 0; from < files.Bytes; from += size)
        {
            number++;
            var count = Math.Min(size, files.Bytes - from);
            if (there.TryGetValue(number, out var digest)
                && digest == await files.DigestAsync(from, count, cancellationToken))
            {
                progress(count);
                continue;
            }

            await SendPartAsync(IdOf(upload), number, from, count, progress, cancellationToken);
        }
    }

    private async Task SendPartAsync(
        string id, int number, long from, long count, Action<long> progress, CancellationToken cancellationToken)
    {
        PartContent? last = null;
        await api.SendAgainAsync(
            HttpMethod.Post,
            $"uploads/{id}/parts",
            () =>
            {
                last?.Unsend();
                last = new PartContent(files, from, count, progress);
                return new MultipartFormDataContent
                {
                    { new StringContent(string.Create(CultureInfo.InvariantCulture, $"{number}")), "part_number" },
                    { last, "data", "data" },
                    { new DigestContent(last), "sha256" },
                };
            },
            cancellationToken);
    }

    // Unpacking a large archive outlasts a request: then it is asked for again.
    private async Task<JsonElement> CompleteAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var upload = await api.SendAgainAsync(
                HttpMethod.Post,
                $"uploads/{id}/complete",
                () => new StringContent("{}", Encoding.UTF8, "application/json"),
                cancellationToken);
            if (StatusOf(upload) is not ("pending" or "processing"))
            {
                return upload;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private long PartBytes()
    {
        var needed = (files.Bytes + MaxParts - 1) / MaxParts;
        return needed <= MaxPartBytes
            ? Math.Max(partBytes, needed)
            : throw new CliException(
                CliExitCodes.Usage, $"{files.Name} is too large: at most {MaxParts} parts of {MaxPartBytes} bytes.");
    }

    private static string IdOf(JsonElement upload) => upload.GetProperty("id").GetString()!;

    private static string StatusOf(JsonElement upload) => upload.GetProperty("status").GetString()!;
}
