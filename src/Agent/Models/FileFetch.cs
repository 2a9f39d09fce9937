using System.Net;
using Xerotier.Agent.Tunnel;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Models;

/// <summary>
/// Fetches single files: goes on where the connection broke, now or in an earlier process, and keeps nothing whose
/// checksum is wrong.
/// </summary>
internal sealed class FileFetch(ArtifactClient client, ModelOptions options, AgentClock clock)
{
    private const int BufferBytes = 256 << 10;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <summary>Has the file at <paramref name="target"/> when it returns.</summary>
    /// <param name="model">The model version it belongs to.</param>
    /// <param name="file">The file.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="arrived">Is told of bytes that have arrived.</param>
    /// <param name="cancellationToken">Gives it up; what has arrived stays for the next time.</param>
    /// <exception cref="LoadException">It cannot be had.</exception>
    public async Task RunAsync(
        ModelKey model, ModelManifestFile file, string target, Action<int> arrived, CancellationToken cancellationToken)
    {
        if (File.Exists(target)) return;
        await using var partial = await PartialFile.OpenAsync(target, cancellationToken);
        var backoff = new Backoff(clock.Random, options.FetchRetryDelay, LongestDelay);
        var vain = 0;
        var isSecondCopy = false;
        while (true)
        {
            var before = partial.Length;
            try
            {
                if (before < file.Bytes) await AppendAsync(model, file, partial, arrived, cancellationToken);
                if (partial.Length < file.Bytes) throw new IOException("The answer ended early.");
                if (partial.Length == file.Bytes && partial.TryComplete(file.Sha256)) return;
                if (isSecondCopy) throw LoadException.Corrupt(file.Path);
                isSecondCopy = true;
                partial.Restart();
            }
            catch (Exception e) when (AgentHttp.IsTransient(e, cancellationToken))
            {
                if (partial.Length > before)
                {
                    backoff.Reset();
                    vain = 0;
                }
                if (++vain >= options.FetchAttempts) throw LoadException.Unreachable(file.Path, e.Message);
                await Task.Delay(backoff.Next(), clock.Time, cancellationToken);
            }
        }
    }

    private async Task AppendAsync(
        ModelKey model, ModelManifestFile file, PartialFile partial, Action<int> arrived,
        CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(options.FetchTimeout, clock.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        using var response = await client.OpenAsync(model, file.Path, partial.Length, stop.Token);
        if (!GoesOn(response, partial.Length)) partial.Restart();
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) return;
        await using var body = await response.Content.ReadAsStreamAsync(stop.Token);
        var buffer = new byte[BufferBytes];
        while (await body.ReadAsync(buffer, stop.Token) is > 0 and var read)
        {
            silence.CancelAfter(options.FetchTimeout);
            await partial.AppendAsync(buffer.AsMemory(0, read), cancellationToken);
            arrived(read);
            // Never more than was announced: the disk is not the platform's to fill.
            if (partial.Length > file.Bytes) return;
        }
    }

    private static bool GoesOn(HttpResponseMessage response, long offset) =>
        offset == 0
        || response.Content.Headers.ContentRange is { From: { } from } && from == offset
            && response.StatusCode == HttpStatusCode.PartialContent;
}
