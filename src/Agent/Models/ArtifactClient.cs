using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Xerotier.Agent.Enrollment;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Models;

/// <summary>Asks the platform for the files of models.</summary>
internal sealed class ArtifactClient(HttpClient http, AgentIdentity identity)
{
    private const int MaxManifestBytes = 16 << 20;

    /// <summary>The files of a model version.</summary>
    /// <exception cref="LoadException">This agent may not have it, or the list is not valid.</exception>
    /// <exception cref="HttpRequestException">Trying again may help.</exception>
    public async Task<ModelManifest> GetManifestAsync(ModelKey model, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(PathOf(model), 0, cancellationToken);
        ThrowIfRefused(model, response);
        await response.Content.LoadIntoBufferAsync(MaxManifestBytes, cancellationToken);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var manifest = await JsonSerializer.DeserializeAsync(
                body, ProtocolJson.Default.ModelManifest, cancellationToken);
            return manifest ?? throw LoadException.BadManifest("it is null.");
        }
        catch (JsonException e)
        {
            throw LoadException.BadManifest(e.Message);
        }
    }

    /// <summary>The bytes of a file from an offset on; they start at 0 when the answer is not 206.</summary>
    /// <exception cref="LoadException">This agent may not have it.</exception>
    /// <exception cref="HttpRequestException">Trying again may help.</exception>
    public async Task<HttpResponseMessage> OpenAsync(
        ModelKey model, string path, long offset, CancellationToken cancellationToken)
    {
        var segments = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        var response = await SendAsync($"{PathOf(model)}/files/{segments}", offset, cancellationToken);
        try
        {
            if (response.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable) ThrowIfRefused(model, response);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static string PathOf(ModelKey model) =>
        $"{AgentProtocol.ModelsPath}/{model.ModelId:D}/versions/{Uri.EscapeDataString(model.Version)}";

    private async Task<HttpResponseMessage> SendAsync(string path, long offset, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var seen = identity.Current;
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(seen.BaseUrl, path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", seen.Token);
            if (offset > 0) request.Headers.Range = new RangeHeaderValue(offset, null);
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode != HttpStatusCode.Unauthorized || !isFirst) return response;
            response.Dispose();
            await identity.RefreshAsync(seen, cancellationToken);
        }
    }

    private static void ThrowIfRefused(ModelKey model, HttpResponseMessage response)
    {
        if ((int)response.StatusCode is >= 400 and < 500
            && response.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests))
            throw LoadException.Unavailable(model, (int)response.StatusCode);
        response.EnsureSuccessStatusCode();
    }
}
