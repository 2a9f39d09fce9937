using System.Net;

namespace Xerotier.ApiHost.Tests;

/// <summary>A project of a test.</summary>
internal sealed record TestProject(string Id, string Key, ApiClient Client)
{
    public string Root => $"/{Id}/v1";

    public async Task<string> CreateModelAsync(string name = "tiny")
    {
        var created = await Client.PostAsync(Root + "/models", $$"""{"name":"{{name}}","context_length":4096}""");
        created.Status.ShouldBe(HttpStatusCode.Created);
        return created.Text("id");
    }

    public async Task<ApiAnswer> CreateEndpointAsync(string slug)
    {
        string model = await CreateModelAsync();
        var created = await Client.PostAsync(Root + "/endpoints", $$"""{"slug":"{{slug}}","model_id":"{{model}}"}""");
        created.Status.ShouldBe(HttpStatusCode.Created);
        return created;
    }

    /// <summary>A new key with the given members in its body besides the name.</summary>
    public async Task<ApiAnswer> CreateKeyAsync(string members)
    {
        var created = await Client.PostAsync(Root + "/management/api-keys", $$"""{"name":"k",{{members}}}""");
        created.Status.ShouldBe(HttpStatusCode.Created);
        return created;
    }

    public async Task<string> CreateJoinKeyAsync(string members = "\"name\":\"j\"")
    {
        var created = await Client.PostAsync(Root + "/management/join-keys", $$"""{{{members}}}""");
        created.Status.ShouldBe(HttpStatusCode.Created);
        return created.Text("key");
    }
}
