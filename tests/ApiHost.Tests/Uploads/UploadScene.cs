using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Xerotier.Artifacts.Storage;

namespace Xerotier.ApiHost.Tests.Uploads;

/// <summary>A project that uploads to a host with small limits.</summary>
public sealed class UploadScene : IAsyncLifetime
{
    public const int MaxParts = 3;
    public const int MaxFiles = 20;
    public const int MaxPartBytes = 64 * 1024;
    public const int FreeStorageBytes = 1_000;

    internal TestHost Host { get; } = new(builder =>
    {
        builder.Configuration["Uploads:MaxParts"] = $"{MaxParts}";
        builder.Configuration["Uploads:MaxFiles"] = $"{MaxFiles}";
        builder.Configuration["Uploads:FreeStorageBytes"] = $"{FreeStorageBytes}";
        builder.Configuration["UploadRequests:MaxPartBytes"] = $"{MaxPartBytes}";
    });

    internal IObjectStore Store => Host.Services.GetRequiredService<IObjectStore>();

    public Task InitializeAsync() => Host.InitializeAsync();

    public Task DisposeAsync() => Host.DisposeAsync();

    internal static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Creates an upload and answers its id.</summary>
    internal static async Task<string> CreateAsync(
        TestProject project, long bytes, string filename = "tiny.gguf", string members = "")
    {
        var created = await project.Client.PostAsync(
            project.Root + "/uploads",
            $$"""{"purpose":"model","filename":"{{filename}}","bytes":{{bytes}}{{members}}}""");
        created.Status.ShouldBe(HttpStatusCode.OK, created.Content);
        return created.Text("id");
    }

    /// <summary>Sends a form of fields to an upload.</summary>
    internal static Task<ApiAnswer> SendAsync(
        TestProject project, string id, params (string Name, byte[] Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            var field = new ByteArrayContent(value);
            if (name == "data")
            {
                field.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                form.Add(field, name, "blob");
            }
            else
            {
                form.Add(field, name);
            }
        }

        return SendAsync(project, id, form);
    }

    internal static Task<ApiAnswer> SendAsync(TestProject project, string id, HttpContent content) =>
        project.Client.SendAsync(
            HttpMethod.Post, $"{project.Root}/uploads/{id}/parts", change: request => request.Content = content);

    /// <summary>Sends a part that must be taken, and answers its id.</summary>
    internal static async Task<string> SendPartAsync(TestProject project, string id, byte[] data, int? number = null)
    {
        var part = number is { } place
            ? await SendAsync(project, id, ("data", data), ("part_number", Encoding.ASCII.GetBytes($"{place}")))
            : await SendAsync(project, id, ("data", data));
        part.Status.ShouldBe(HttpStatusCode.OK, part.Content);
        part.Text("object").ShouldBe("upload.part");
        part.Text("upload_id").ShouldBe(id);
        return part.Text("id");
    }

    internal static Task<ApiAnswer> CompleteAsync(TestProject project, string id, string json = "{}") =>
        project.Client.PostAsync($"{project.Root}/uploads/{id}/complete", json);

    /// <summary>Uploads one content in one part, and answers the completion.</summary>
    internal static async Task<ApiAnswer> UploadAsync(
        TestProject project, byte[] content, string filename, string members = "")
    {
        string id = await CreateAsync(project, content.Length, filename, members);
        await SendPartAsync(project, id, content);
        return await CompleteAsync(project, id);
    }

    internal static async Task<JsonNode> GetAsync(TestProject project, string id)
    {
        var upload = await project.Client.GetAsync($"{project.Root}/uploads/{id}");
        upload.Status.ShouldBe(HttpStatusCode.OK, upload.Content);
        return upload.Json;
    }

    /// <summary>What is stored below a folder: path to content.</summary>
    internal async Task<Dictionary<string, byte[]>> StoredAsync(string folder)
    {
        var stored = new Dictionary<string, byte[]>();
        await foreach (string key in Store.ListAsync(folder))
        {
            await using var stream = (await Store.OpenAsync(key)).ShouldNotBeNull();
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            stored[key[(folder.Length + 1)..]] = copy.ToArray();
        }

        return stored;
    }

    /// <summary>The files that an upload gave to its model.</summary>
    internal Task<Dictionary<string, byte[]>> FilesAsync(JsonNode upload) =>
        StoredAsync($"models/{(string)upload["model_id"]!}/{(string)upload["id"]!}");

    /// <summary>Fails unless the upload and its model have left nothing.</summary>
    internal async Task ShouldHaveLeftNothingAsync(TestProject project, string id)
    {
        var upload = await GetAsync(project, id);
        (await StoredAsync($"uploads/{id}")).ShouldBeEmpty();
        (await FilesAsync(upload)).ShouldBeEmpty();
        var model = await project.Client.GetAsync($"{project.Root}/models/{(string)upload["model_id"]!}");
        model.Status.ShouldBe(HttpStatusCode.NotFound);
        var models = await project.Client.GetAsync(project.Root + "/models");
        models.Json["data"]!.AsArray().ShouldBeEmpty();
    }
}
