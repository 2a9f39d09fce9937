using System.Net.Http.Headers;
using System.Text.Json;
using Xerotier.Contract.Tests.Platforms;

namespace Xerotier.Contract.Tests.Recovery;

/// <summary>An upload goes on where it was when the server was killed.</summary>
// What outlives the server lies in its data directory, which only the embedded engine has.
[Trait("Engine", "embedded")]
public sealed class UploadRecoveryTests : IAsyncLifetime
{
    private readonly ServerPlatform _platform = new();
    private readonly HttpClient _http = new();

    private string Uploads => $"/{_platform.Project.Id}/v1/uploads";

    public Task InitializeAsync() => _platform.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _platform.DisposeAsync();
        _http.Dispose();
    }

    [Fact]
    public async Task Server_KilledBetweenParts_KeepsThoseItAcknowledged()
    {
        var created = await SendAsync(
            HttpMethod.Post, Uploads, new { purpose = "model", filename = "tiny.gguf", bytes = 6 });
        string id = created.GetProperty("id").GetString()!;
        var first = await SendPartAsync(id, [1, 2, 3], 1);

        await _platform.KillServerAsync();
        await _platform.RestartServerAsync();

        var known = await SendAsync(HttpMethod.Get, $"{Uploads}/{id}");
        known.GetProperty("status").GetString().ShouldBe("pending");
        var part = known.GetProperty("parts").EnumerateArray().ShouldHaveSingleItem();
        part.GetProperty("id").GetString().ShouldBe(first.GetProperty("id").GetString());
        (await SendPartAsync(id, [1, 2, 3], 1)).GetProperty("id").GetString()
            .ShouldBe(first.GetProperty("id").GetString());
        await SendPartAsync(id, [4, 5, 6], 2);
        var completed = await SendAsync(HttpMethod.Post, $"{Uploads}/{id}/complete", new { });
        completed.GetProperty("status").GetString().ShouldBe("completed");
    }

    private Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null) =>
        _platform.SendAsync(method, path, _platform.Project.Key, body);

    private async Task<JsonElement> SendPartAsync(string id, byte[] data, int number)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(data), "data", "blob" },
            { new StringContent($"{number}"), "part_number" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_platform.Root, $"{Uploads}/{id}/parts"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _platform.Project.Key);
        request.Content = form;
        using var response = await _http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
