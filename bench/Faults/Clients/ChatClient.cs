using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xerotier.Faults.Processes;

namespace Xerotier.Faults.Clients;

/// <summary>Asks for chat completions and says what came back.</summary>
internal sealed class ChatClient(Installation installation, int tokens) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 4096 })
    {
        Timeout = TimeSpan.FromSeconds(120),
    };

    /// <summary>Asks; the text of the answer.</summary>
    /// <param name="prompt">What is asked; equal prompts get equal answers.</param>
    /// <param name="stream">Whether the answer is streamed.</param>
    /// <param name="onText">Told of each piece of a stream.</param>
    /// <param name="cancellationToken">Hangs up.</param>
    /// <exception cref="FailedAnswerException">The answer is an error or not whole.</exception>
    public async Task<string> AskAsync(
        string prompt, bool stream, Action? onText = null, CancellationToken cancellationToken = default)
    {
        string body = JsonSerializer.Serialize(new
        {
            model = Installation.Model,
            messages = new[] { new { role = "user", content = prompt } },
            max_tokens = tokens,
            ignore_eos = true,
            stream,
        });
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(installation.Endpoint, "chat/completions"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", installation.Key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var response = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new FailedAnswerException($"status {(int)response.StatusCode}");
            }

            await using var answer = await response.Content.ReadAsStreamAsync(cancellationToken);
            return stream
                ? await ReadStreamAsync(answer, onText, cancellationToken)
                : await ReadWholeAsync(answer, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException
            || exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new FailedAnswerException(exception.GetType().Name);
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<string> ReadWholeAsync(Stream answer, CancellationToken cancellationToken)
    {
        using var json = await JsonDocument.ParseAsync(answer, cancellationToken: cancellationToken);
        return json.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
    }

    private static async Task<string> ReadStreamAsync(
        Stream answer, Action? onText, CancellationToken cancellationToken)
    {
        const string data = "data: ";
        var text = new StringBuilder();
        using var reader = new StreamReader(answer);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith(data, StringComparison.Ordinal)) continue;
            if (line == data + "[DONE]") return text.ToString();
            using var chunk = JsonDocument.Parse(line.AsMemory(data.Length));
            if (chunk.RootElement.TryGetProperty("error", out var error))
            {
                throw new FailedAnswerException($"error frame {error.GetProperty("code").GetString()}");
            }

            var choices = chunk.RootElement.GetProperty("choices");
            if (choices.GetArrayLength() > 0
                && choices[0].GetProperty("delta").TryGetProperty("content", out var content))
            {
                text.Append(content.GetString());
                onText?.Invoke();
            }
        }

        throw new FailedAnswerException("the stream ended early");
    }
}
