using System.Text;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Models;
using Xerotier.TestKit.Artifacts;

namespace Xerotier.Grains.Tests.Models;

public sealed class ModelValidationTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly Dictionary<string, byte[]> Pickled = new()
    {
        ["pytorch_model.bin"] = Encoding.UTF8.GetBytes("PK"),
    };

    [Fact]
    public async Task AttachAsync_AGoodArtifact_BecomesReadyWithItsFacts()
    {
        var (model, upload) = await BeginAsync();
        (await model.InfoAsync()).ShouldSatisfyAllConditions(
            info => info.Status.ShouldBe("uploading"), info => info.Servable.ShouldBeFalse());

        var attached = await model.Grain.AttachAsync(upload, await model.StoreAsync(upload));

        attached.Value!.Status.ShouldBe("validating");
        var ready = await model.BecomesAsync("ready");
        ready.Facts!.Architecture.ShouldBe("qwen3moe");
        ready.Facts.ParameterCount.ShouldBe(TinyModel.ParameterCount);
        (ready.Servable, ready.ContextLength, ready.License).ShouldBe((true, 4096, "apache-2.0"));
        (await model.Grain.GetVersionAsync("1.0.0")).Value!.Manifest!.Files.Length.ShouldBe(TinyModel.Files.Count);
    }

    [Fact]
    public async Task AttachAsync_ABadArtifact_BecomesErrorAndCanBeUploadedAgain()
    {
        var (model, upload) = await BeginAsync();
        await model.Grain.AttachAsync(upload, await model.StoreAsync(upload, Pickled));
        var failed = await model.BecomesAsync("error");
        failed.ValidationError.ShouldNotBeNull().ShouldContain("pickled");
        failed.Facts!.Format.ShouldBe("bin");
        (await model.Grain.AddEndpointAsync("proj_a/x", null)).Fault!.Code.ShouldBe(FaultCode.InvalidModelStatus);
        (await model.Grain.ShareAsync()).Fault!.Code.ShouldBe(FaultCode.InvalidModelStatus);

        var again = TestModel.Upload();
        (await model.Grain.BeginVersionUploadAsync(again)).Fault.ShouldBeNull();
        await model.Grain.AttachAsync(again, await model.StoreAsync(again));

        (await model.BecomesAsync("ready")).ValidationError.ShouldBeNull();
        (await model.Grain.AttachAsync(upload, new ArtifactManifest([]))).Fault!.Code.ShouldBe(
            FaultCode.VersionNotFound);
    }

    [Fact]
    public async Task RevalidateAsync_AfterTheFilesChanged_FindsOut()
    {
        var (model, upload) = await BeginAsync();
        var manifest = await model.StoreAsync(upload);
        await model.Grain.AttachAsync(upload, manifest);
        await model.BecomesAsync("ready");
        await cluster.Objects.PutAsync(
            manifest.Files.Single(file => file.Path == "config.json").ObjectKey, new MemoryStream([1, 2, 3]));

        var checking = (await model.Grain.RevalidateAsync()).Value!;

        (checking.Status, checking.Servable).ShouldBe(("validating", true));
        (await model.BecomesAsync("error")).Servable.ShouldBeFalse();
        (await model.Grain.RevalidateAsync()).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task RevalidateAsync_ARegisteredModel_IsReadyAgain()
    {
        var model = await TestModel.RegisterAsync(cluster);

        (await model.Grain.RevalidateAsync()).Value!.Status.ShouldBe("validating");

        await model.BecomesAsync("ready");
    }

    [Fact]
    public async Task RevalidateAsync_WhileUploading_IsRefused()
    {
        var (model, _) = await BeginAsync();

        (await model.Grain.RevalidateAsync()).Fault!.Code.ShouldBe(FaultCode.InvalidState);
        (await model.Grain.CreateVersionAsync("2.0.0", null)).Fault!.Code.ShouldBe(FaultCode.InvalidState);
    }

    [Fact]
    public async Task BeginVersionUploadAsync_ANewVersion_LeavesTheActiveOneAlone()
    {
        var model = await TestModel.RegisterAsync(cluster);
        var upload = TestModel.Upload("2.0.0");
        (await model.Grain.BeginVersionUploadAsync(upload)).Value!.Status.ShouldBe("uploading");
        (await model.Grain.BeginVersionUploadAsync(upload)).Fault.ShouldBeNull();
        (await model.Grain.BeginVersionUploadAsync(TestModel.Upload("2.0.0"))).Fault!.Code.ShouldBe(
            FaultCode.VersionExists);

        await model.Grain.AttachAsync(upload, await model.StoreAsync(upload));

        await Eventually.BeAsync(
            "version 2.0.0 to become ready",
            async () => (await model.Grain.GetVersionAsync("2.0.0")).Value!.Info,
            version => version.Status == "ready");
        (await model.InfoAsync()).Facts.ShouldBeNull();
        await model.Grain.ActivateVersionAsync("2.0.0");
        (await model.InfoAsync()).Facts!.Architecture.ShouldBe("qwen3moe");
    }

    [Fact]
    public async Task ActivateVersionAsync_BeforeItsCheck_MovesThePointerAndTheModelShowsIt()
    {
        var model = await TestModel.RegisterAsync(cluster);
        var upload = TestModel.Upload("2.0.0");
        await model.Grain.BeginVersionUploadAsync(upload);

        (await model.Grain.ActivateVersionAsync("2.0.0")).Value!.IsLatest.ShouldBeTrue();
        (await model.Grain.ActivateVersionAsync("2.0.0")).Value!.IsLatest.ShouldBeTrue();

        var promoted = await model.InfoAsync();
        (promoted.Version, promoted.Status, promoted.Servable).ShouldBe(("2.0.0", "uploading", false));
        await model.Grain.AttachAsync(upload, await model.StoreAsync(upload));
        (await model.BecomesAsync("ready")).Servable.ShouldBeTrue();
    }

    [Fact]
    public async Task DiscardUploadAsync_OfTheLatestVersion_LeavesItAsAnErrorToRollBackFrom()
    {
        var model = await TestModel.RegisterAsync(cluster);
        var upload = TestModel.Upload("2.0.0");
        await model.Grain.BeginVersionUploadAsync(upload);
        await model.Grain.ActivateVersionAsync("2.0.0");

        await model.Grain.DiscardUploadAsync(upload);

        var failed = await model.InfoAsync();
        (failed.Version, failed.Status).ShouldBe(("2.0.0", "error"));
        failed.ValidationError.ShouldNotBeNull().ShouldContain("did not complete");
        (await model.Grain.ActivateVersionAsync("1.0.0")).Value!.Status.ShouldBe("ready");
        (await model.Grain.BeginVersionUploadAsync(TestModel.Upload("2.0.0"))).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task GetReplacedUploadAsync_AfterARepeatedUpload_NamesTheFailedOneUnlessAVersionSharesItsFiles()
    {
        var (model, first) = await BeginAsync();
        await model.Grain.AttachAsync(first, await model.StoreAsync(first, Pickled));
        await model.BecomesAsync("error");
        await model.Grain.CreateVersionAsync("2.0.0", null);
        var (given, second, third) = (TestModel.Upload(), TestModel.Upload(), TestModel.Upload("2.0.0"));
        await model.Grain.BeginVersionUploadAsync(given);
        await model.Grain.DiscardUploadAsync(given);
        await model.Grain.BeginVersionUploadAsync(second);
        (await model.Grain.GetReplacedUploadAsync(second)).ShouldBeNull("its files are not there yet");

        await model.Grain.AttachAsync(second, await model.StoreAsync(second));
        (await model.Grain.GetReplacedUploadAsync(second)).ShouldBeNull("version 2.0.0 has the same files");
        await model.Grain.BeginVersionUploadAsync(third);
        await model.Grain.AttachAsync(third, await model.StoreAsync(third));

        (await model.Grain.GetReplacedUploadAsync(third)).ShouldBe(first.UploadId);
        (await model.Grain.GetReplacedUploadAsync(second)).ShouldBe(first.UploadId);
        (await model.Grain.GetReplacedUploadAsync(first)).ShouldBeNull();
    }

    [Fact]
    public async Task DiscardUploadAsync_OfTheOnlyVersion_LeavesNothing()
    {
        var (model, upload) = await BeginAsync();
        await model.StoreAsync(upload);
        await model.Grain.DiscardUploadAsync(TestModel.Upload());
        (await model.InfoAsync()).Status.ShouldBe("uploading");

        await model.Grain.DiscardUploadAsync(upload);

        (await model.Grain.GetAsync()).Fault!.Code.ShouldBe(FaultCode.ModelNotFound);
        await NoFilesAsync(model);
    }

    [Fact]
    public async Task DiscardUploadAsync_OfOneVersion_LeavesTheOthers()
    {
        var model = await TestModel.RegisterAsync(cluster);
        var upload = TestModel.Upload("2.0.0");
        await model.Grain.BeginVersionUploadAsync(upload);

        await model.Grain.DiscardUploadAsync(upload);

        (await model.Grain.ListVersionsAsync()).Select(version => version.Version).ShouldBe(["1.0.0"]);
    }

    [Fact]
    public async Task DeleteAsync_AModelWithFiles_RemovesThem()
    {
        var (model, upload) = await BeginAsync();
        await model.Grain.AttachAsync(upload, await model.StoreAsync(upload));
        await model.BecomesAsync("ready");

        await model.Grain.DeleteAsync();

        await NoFilesAsync(model);
        (await model.Grain.ListVersionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Validation_CutOffByARestart_IsDoneAfterIt()
    {
        var own = new GrainCluster();
        await own.InitializeAsync();
        try
        {
            var model = new TestModel(own);
            var upload = TestModel.Upload();
            await model.Grain.BeginUploadAsync(model.Spec, upload);
            var manifest = await model.StoreAsync(upload);

            // Without its config the check cannot end: the store says the file is gone.
            var config = manifest.Files.Single(file => file.Path == "config.json");
            await own.Objects.DeleteAsync(config.ObjectKey);
            await model.Grain.AttachAsync(upload, manifest);
            await own.RestartAsync();
            (await model.InfoAsync()).Status.ShouldBe("validating");
            await own.Objects.PutAsync(config.ObjectKey, new MemoryStream(TinyModel.Files["config.json"]));

            (await model.BecomesAsync("ready")).Facts!.Architecture.ShouldBe("qwen3moe");
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task Validation_ThatCannotReadInTime_SaysSo()
    {
        var own = new GrainCluster();
        await own.InitializeAsync();
        try
        {
            var model = new TestModel(own);
            var upload = TestModel.Upload();
            await model.Grain.BeginUploadAsync(model.Spec, upload);
            var manifest = await model.StoreAsync(upload);
            await own.Objects.DeletePrefixAsync($"models/{model.Id}");
            await model.Grain.AttachAsync(upload, manifest);

            // The work may not have begun yet, so its deadline is moved over more than once.
            var failed = await Eventually.BeAsync(
                "the deadline of the check",
                () =>
                {
                    own.Time.Advance(TimeSpan.FromMinutes(1));
                    return model.InfoAsync();
                },
                info => info.Status == "error");

            failed.ValidationError.ShouldNotBeNull().ShouldContain("in time");
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private async Task<(TestModel Model, ModelUpload Upload)> BeginAsync()
    {
        var model = new TestModel(cluster);
        var upload = TestModel.Upload();
        (await model.Grain.BeginUploadAsync(model.Spec, upload)).Fault.ShouldBeNull();
        return (model, upload);
    }

    private Task NoFilesAsync(TestModel model) => Eventually.BeAsync(
        "the files of the model to go",
        async () => await cluster.Objects.ListAsync($"models/{model.Id}").CountAsync(),
        count => count == 0);
}
