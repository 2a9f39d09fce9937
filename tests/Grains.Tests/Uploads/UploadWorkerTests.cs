using Orleans;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.Grains.Uploads;

namespace Xerotier.Grains.Tests.Uploads;

/// <summary>What becomes of complete uploads when silos and stores come and go.</summary>
public sealed class UploadWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly byte[] Content = [1, 2, 3];

    private readonly UploadCluster _cluster = new();

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Silo_StoppedWhileItStoresFiles_IsFollowedByOneThatStoresThem()
    {
        var upload = await _cluster.UploadAsync(Content);
        var asked = _cluster.Objects.HoldAsync();
        (await upload.CompleteAsync(null, null)).Value!.Status.ShouldBe(UploadStatus.Processing);
        await asked.WaitAsync(Deadline);

        await _cluster.RestartAsync();
        _cluster.Objects.Open();

        var completed = await CompletedAsync(upload);
        var model = _cluster.Grains.GetGrain<IModelGrain>(GrainKeys.Uuid(completed.ModelId));
        var file = (await model.GetVersionAsync("1.0.0")).Value!.Manifest!.Files.ShouldHaveSingleItem();
        file.Path.ShouldBe("m.gguf");
        file.Bytes.ShouldBe(Content.Length);
        (await _cluster.Objects.HeadAsync(file.ObjectKey)).ShouldBe(Content.Length);
    }

    [Fact]
    public async Task Store_AwayForAMoment_DelaysTheUpload()
    {
        var upload = await _cluster.UploadAsync(Content);
        _cluster.Objects.FailOnce();
        await upload.CompleteAsync(null, null);

        // The reminder comes every minute; here it comes as soon as the worker has failed.
        await CompletedAsync(upload);
    }

    [Fact]
    public async Task Upload_WithoutAnyCall_IsWaitedForAtMostAsLongAsAsked()
    {
        var upload = await _cluster.UploadAsync(Content);
        var asked = _cluster.Objects.HoldAsync();
        await upload.CompleteAsync(null, null);
        await asked.WaitAsync(Deadline);

        (await upload.WaitAsync(TimeSpan.Zero)).Value!.Status.ShouldBe(UploadStatus.Processing);

        _cluster.Objects.Open();
        await CompletedAsync(upload);
    }

    [Fact]
    public async Task Upload_Unknown_IsNotFound()
    {
        var upload = _cluster.Grains.GetGrain<IUploadGrain>(GrainKeys.Uuid(Guid.NewGuid()));

        (await upload.GetAsync()).Fault!.Code.ShouldBe(FaultCode.UploadNotFound);
        (await upload.CancelAsync()).Fault!.Code.ShouldBe(FaultCode.UploadNotFound);
        (await upload.CompleteAsync(null, null)).Fault!.Code.ShouldBe(FaultCode.UploadNotFound);
    }

    private static Task<UploadInfo> CompletedAsync(IUploadGrain upload) => Eventually.BeAsync(
        "the upload to be completed",
        async () =>
        {
            await upload.AsReference<IRemindable>().ReceiveReminder("life", default);
            return (await upload.GetAsync()).Value!;
        },
        info => info.Status == UploadStatus.Completed);
}
