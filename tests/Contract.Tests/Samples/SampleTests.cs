using System.Net.Http.Json;
using System.Text.Json;
using Xerotier.Contract.Tests.Platforms;
using Xerotier.Contract.Tests.Processes;
using Xerotier.TestKit;

namespace Xerotier.Contract.Tests.Samples;

/// <summary>Runs the samples of the platform's documents against the demo.</summary>
[Collection(DemoCollection.Name)]
public sealed class SampleTests(DemoPlatform demo) : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Samples_InTheTable_AreAllRun() => Sample.All.Keys.Select(file => file[file.IndexOf('.')..]).Distinct()
        .ShouldBe([".curl.sh", ".xeroctl.sh", ".py", ".mjs"], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Files), ".curl.sh")]
    [Trait("Requires", "curl")]
    public Task Curl_Sample_PrintsWhatItShould(string file) => RunAsync(file, "bash");

    [Theory]
    [MemberData(nameof(Files), ".xeroctl.sh")]
    public Task Xeroctl_Sample_PrintsWhatItShould(string file) => RunAsync(file, "bash");

    [Theory]
    [MemberData(nameof(Files), ".py")]
    [Trait("Requires", "python")]
    public Task Python_Sample_PrintsWhatItShould(string file) => RunAsync(file, "python3");

    [Theory]
    [MemberData(nameof(Files), ".mjs")]
    [Trait("Requires", "node")]
    public Task Node_Sample_PrintsWhatItShould(string file) => RunAsync(file, "node");

    public static TheoryData<string> Files(string ending) =>
        [.. Sample.All.Keys.Where(file => file.EndsWith(ending, StringComparison.Ordinal))];

    private async Task RunAsync(string file, string program)
    {
        var sample = Sample.All[file];
        var project = new Uri(demo.Root, demo.Project);
        var model = await CreateModelAsync(project);
        await File.WriteAllTextAsync(_directory.At(file), sample.TextFor(project, demo.ApiKey, model));
        ProductPrograms.PutXeroctl(_directory.Path);

        var printed = await ExternalProgram.RunAsync(
            "env",
            [
                $"PATH={_directory.Path}:{Environment.GetEnvironmentVariable("PATH")}", $"HOME={_directory.Path}",
                $"XEROTIER_BASE_URL={project}", $"XEROTIER_API_KEY={demo.ApiKey}", program, file,
            ],
            _directory.Path);

        sample.Expected(model).IsMatch(printed).ShouldBeTrue(
            $"{file} printed:\n{printed}\nbut should print:\n{string.Join('\n', sample.Printed)}");
    }

    private async Task<string> CreateModelAsync(Uri project)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", demo.ApiKey);
        using var answer = await http.PostAsJsonAsync($"{project}/v1/models", new { name = "sample" });
        answer.EnsureSuccessStatusCode();
        var model = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return model.GetProperty("id").GetString()!;
    }
}
