using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xerotier.Artifacts.Storage;
using Xerotier.TestKit;

namespace Xerotier.ApiHost.Tests.Uploads;

/// <summary>Parts that come while the object store is away or the host is busy.</summary>
public sealed class UploadOutageTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly BreakableObjects _objects;
    private readonly TestHost _host;

    public UploadOutageTests()
    {
        _objects = new BreakableObjects(new DirectoryObjectStore(_directory.Path, TimeProvider.System));
        _host = new TestHost(builder =>
        {
            builder.Configuration["UploadRequests:MaxConcurrentParts"] = "1";
            builder.Services.Replace(ServiceDescriptor.Singleton<IObjectStore>(_objects));
        });
    }

    public Task InitializeAsync() => _host.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Part_WhileTheStoreIsAway_Answers503AndMayBeSentAgain()
    {
        var project = await _host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 1);
        _objects.Away = true;

        var refused = await UploadScene.SendAsync(project, id, ("data", [1]));

        refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, refused.Content);
        refused.Code.ShouldBe("store_unavailable");
        _objects.Away = false;
        (await UploadScene.GetAsync(project, id))["parts"]!.AsArray().ShouldBeEmpty();
        await UploadScene.SendPartAsync(project, id, [1]);
        (await UploadScene.CompleteAsync(project, id)).Text("status").ShouldBe("completed");
    }

    [Fact]
    public async Task Part_MoreThanTheHostReceivesAtOnce_Answers503WithRetryAfter()
    {
        var project = await _host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 2);
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _objects.Room = room.Task;
        Task<ApiAnswer>[] parts =
            [.. Enumerable.Range(1, 2).Select(i => UploadScene.SendAsync(project, id, ("data", [(byte)i])))];

        var refused = await await Wait.ForAsync("one of two parts to be refused", Task.WhenAny(parts));

        refused.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, refused.Content);
        refused.Code.ShouldBe("overloaded");
        refused.Headers.RetryAfter.ShouldNotBeNull();
        room.SetResult();
        var answers = await Wait.ForAsync("the other part to be taken", Task.WhenAll(parts));
        answers.ShouldContain(answer => answer.Status == HttpStatusCode.OK);
    }
}
