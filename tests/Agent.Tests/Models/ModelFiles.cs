using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Tests.Models;

/// <summary>The files of models as the platform serves them, with the accidents that tests want.</summary>
internal sealed class ModelFiles
{
    private readonly ConcurrentDictionary<(Guid, string), Dictionary<string, byte[]>> _versions = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private int _breaks;

    /// <summary>Files asked for, each with its range: <c>path@offset</c>.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>Answers that break off halfway.</summary>
    public int Breaks { set => _breaks = value; }

    /// <summary>Answers with a wrong byte.</summary>
    public int Lies { get; set; }

    /// <summary>Keeps answers waiting once half of a file is out.</summary>
    public TaskCompletionSource? Halfway { get; set; }

    /// <summary>Replaces the list of files.</summary>
    public Func<ModelManifest, ModelManifest> Manifest { get; set; } = manifest => manifest;

    public void Add(Guid model, string version, params (string Path, byte[] Bytes)[] files) =>
        _versions[(model, version)] = files.ToDictionary(file => file.Path, file => file.Bytes);

    public static byte[] Config(string json = "{}") => Encoding.UTF8.GetBytes(json);

    public static byte[] Weights(int bytes, byte first = 1) =>
        [.. Enumerable.Range(0, bytes).Select(i => (byte)(first + (i * 7)))];

    public Task ListAsync(HttpContext context)
    {
        if (!TryFind(context, out var key, out var files)) return Task.CompletedTask;
        return context.Response.WriteAsJsonAsync(
            Manifest(new ModelManifest(key.Id, key.Version, [.. files.Select(file => new ModelManifestFile(
                file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value))))])),
            ProtocolJson.Default.ModelManifest);
    }

    public async Task SendAsync(HttpContext context)
    {
        var path = (string)context.Request.RouteValues["path"]!;
        if (!TryFind(context, out _, out var files) || !files.TryGetValue(path, out var bytes)) return;
        var from = (int)(context.Request.GetTypedHeaders().Range?.Ranges.Single().From ?? 0);
        _asked.Enqueue($"{path}@{from}");
        if (from > 0)
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}";
        }
        if (Lies-- > 0) bytes = [.. bytes.Select(b => (byte)(b + 1))];
        context.Response.ContentLength = bytes.Length - from;
        var half = from + ((bytes.Length - from) / 2);
        await context.Response.Body.WriteAsync(bytes.AsMemory(from, half - from));
        await context.Response.Body.FlushAsync();
        if (Halfway is { } halfway) await halfway.Task.WaitAsync(context.RequestAborted);
        if (Interlocked.Decrement(ref _breaks) >= 0) context.Abort();
        else await context.Response.Body.WriteAsync(bytes.AsMemory(half));
    }

    private bool TryFind(HttpContext context, out (Guid Id, string Version) key, out Dictionary<string, byte[]> files)
    {
        var values = context.Request.RouteValues;
        key = (Guid.Parse((string)values["model"]!), (string)values["version"]!);
        if (_versions.TryGetValue(key, out files!)) return true;
        context.Response.StatusCode = 404;
        return false;
    }
}
