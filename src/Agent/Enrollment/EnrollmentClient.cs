using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xerotier.Protocol;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Enrollment;

/// <summary>Speaks enrolment and refresh. Refusals are values; an unreachable platform is an exception.</summary>
internal sealed class EnrollmentClient(HttpClient http)
{
    public Task<TokenReply> EnrollAsync(Uri baseUrl, EnrollRequest request, CancellationToken cancellationToken) =>
        PostAsync(
            new Uri(baseUrl, AgentProtocol.EnrollPath),
            JsonContent.Create(request, ProtocolJson.Default.EnrollRequest),
            cancellationToken);

    public Task<TokenReply> RefreshAsync(Uri baseUrl, string rotationToken, CancellationToken cancellationToken) =>
        PostAsync(
            new Uri(baseUrl, AgentProtocol.RefreshPath),
            JsonContent.Create(new RefreshRequest(rotationToken), ProtocolJson.Default.RefreshRequest),
            cancellationToken);

    private async Task<TokenReply> PostAsync(Uri url, HttpContent body, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync(url, body, cancellationToken);
        if (IsRefusal(response.StatusCode))
            return new TokenReply(null, await MessageOfAsync(response, cancellationToken));
        response.EnsureSuccessStatusCode();
        try
        {
            var tokens = await response.Content.ReadFromJsonAsync(
                ProtocolJson.Default.EnrollResponse, cancellationToken);
            return new TokenReply(tokens, tokens is null ? "an empty answer" : null);
        }
        catch (JsonException e)
        {
            throw new HttpRequestException($"{url} answered something that is not an enrolment: {e.Message}", e);
        }
    }

    /// <summary>A 4xx will not get better by waiting, but for those that say so.</summary>
    private static bool IsRefusal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500
        && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);

    private static async Task<string> MessageOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var envelope = await response.Content.ReadFromJsonAsync(
                ProtocolJson.Default.ErrorEnvelope, cancellationToken);
            if (envelope?.Error is { } error) return $"{(int)response.StatusCode} {error.Code}: {error.Message}";
        }
        catch (JsonException)
        {
            // Not our envelope, e.g. from a proxy in between: the status has to do.
        }
        return $"{(int)response.StatusCode} {response.ReasonPhrase}";
    }
}
