using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Xerotier.Contract.Tests.Processes;
using Xerotier.TestKit;

namespace Xerotier.Contract.Tests.BadClients;

/// <summary>
/// A server whose heap may not exceed half a gigabyte, and clients that send more than that or keep it waiting.
/// Their patience is longer than the test, so that all of them are there at the same time.
/// </summary>
public sealed class ServerMemoryTests : IAsyncLifetime
{
    private const string AdminToken = "xadm_memory-tests-0123456789abcdef0123456789abcdef01";
    private const long MostGrowth = 192 << 20;
    private const int SlowClients = 500;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["XEROTIER_ADMIN_TOKEN"] = AdminToken,
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_GCHeapHardLimit"] = "0x20000000",
    };

    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new();
    private RunningProgram? _server;

    public async Task InitializeAsync()
    {
        _server = ProductPrograms.Server(
            _directory.Path,
            [
                "--urls", "http://127.0.0.1:0", "--data", _directory.At("data"),
                "--Server:HeaderTimeout", "00:05:00", "--Server:BodyGrace", "00:05:00",
            ],
            Settings);
        const string mark = "Now listening on: ";
        var line = await _server.LineAsync(mark);
        _http.BaseAddress = new Uri(line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..]);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminToken);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _http.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Memory_SlowHeads_StaysFlat() => await HoldAsync(
        $"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: {new string('a', 16_000)}");

    [Fact]
    public async Task Memory_SlowBodies_StaysFlat() => await HoldAsync(
        $"POST /admin/v1/projects HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {AdminToken}\r\n"
        + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{");

    [Fact]
    public async Task Memory_HeaderFloods_StaysFlat()
    {
        var flood = "GET /healthz HTTP/1.1\r\nHost: x\r\n"
            + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"X-Flood-{i}: {new string('a', 100)}\r\n"));

        await StaysFlatAsync(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                using var client = await ConnectAsync();
                (await AnswerAsync(client, flood)).ShouldStartWith("HTTP/1.1 431");
            }
        });
    }

    [Fact]
    public async Task Memory_OversizedBodies_StaysFlat()
    {
        var (root, key) = await CreateEndpointAsync("large");
        async Task AttackAsync(int bodies)
        {
            for (var i = 0; i < bodies; i++)
            {
                using var client = await ConnectAsync();
                var head = $"POST {root}/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n"
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
                (await AnswerAsync(client, head, Chunks(megabytes: 40))).ShouldStartWith("HTTP/1.1 413");
            }
        }

        // The first bodies fill the pool of buffers, which has a size of its own.
        await AttackAsync(bodies: 10);

        await StaysFlatAsync(() => AttackAsync(bodies: 12));
    }

    private async Task<(string Root, string Key)> CreateEndpointAsync(string slug)
    {
        var project = await PostAsync("/admin/v1/projects", new { name = "Bad clients" });
        var (id, key) = (project.GetProperty("id").GetString()!, project.GetProperty("api_key").GetString()!);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var model = await PostAsync($"/{id}/v1/models", new { name = "any" });
        await PostAsync($"/{id}/v1/endpoints", new { slug, model_id = model.GetProperty("id").GetString() });
        return ($"/{id}/{slug}/v1", key);
    }

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static IEnumerable<string> Chunks(int megabytes) =>
        Enumerable.Repeat($"100000\r\n{new string(' ', 1 << 20)}\r\n", megabytes);

    private async Task HoldAsync(string start)
    {
        var clients = new List<TcpClient>();
        try
        {
            await StaysFlatAsync(async () =>
            {
                for (var i = 0; i < SlowClients; i++)
                {
                    var client = await ConnectAsync();
                    clients.Add(client);
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(start));
                }
            });
            clients.ShouldAllBe(client => client.Available == 0);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private async Task StaysFlatAsync(Func<Task> attack)
    {
        await HealthyAsync();
        var before = _server!.ResidentBytes;

        await Deadline.For(attack(), "the bad clients");

        await HealthyAsync();
        (_server.ResidentBytes - before).ShouldBeLessThan(MostGrowth);
        _server.Output.ShouldNotContain(nameof(OutOfMemoryException));
    }

    private async Task HealthyAsync() =>
        (await Deadline.For(_http.GetStringAsync("/healthz"), "a good client's answer")).ShouldNotBeNull();

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(_http.BaseAddress!.Host, _http.BaseAddress.Port);
        return client;
    }

    // Sends until the server has enough, and reads what it says.
    private static async Task<string> AnswerAsync(TcpClient client, string start, IEnumerable<string>? more = null)
    {
        var stream = client.GetStream();
        var buffer = new byte[4096];
        var answer = stream.ReadAtLeastAsync(buffer, 16, throwOnEndOfStream: false).AsTask();
        try
        {
            foreach (var part in (more ?? []).Prepend(start).TakeWhile(_ => !answer.IsCompleted))
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(part));
            }
        }
        catch (IOException)
        {
            // The server may close the connection before everything was sent.
        }

        return Encoding.ASCII.GetString(buffer, 0, await Deadline.For(answer, "the answer to a bad client"));
    }
}
