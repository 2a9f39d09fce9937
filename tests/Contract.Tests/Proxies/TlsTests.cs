using System.Text.RegularExpressions;
using Xerotier.Contract.Tests.Processes;
using Xerotier.TestKit;

namespace Xerotier.Contract.Tests.Proxies;

/// <summary>The settings for TLS that docs/operating/server.md shows, with another address and folder.</summary>
public sealed partial class TlsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Server_WithTheSettingsOfThePage_AnswersOverTls()
    {
        await TestCertificate.WriteAsync(_directory.Path);
        await File.WriteAllTextAsync(_directory.At("appsettings.json"), Settings());
        await using var server = ProductPrograms.Server(_directory.Path, ["--data", _directory.At("data")]);
        const string mark = "Now listening on: ";
        var line = await server.LineAsync(mark + Uri.UriSchemeHttps);
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        });

        using var answer = await http.GetAsync(
            new Uri(new Uri(line[(line.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..]), "/readyz"));

        answer.IsSuccessStatusCode.ShouldBeTrue(answer.StatusCode.ToString());
    }

    private string Settings()
    {
        var page = File.ReadAllText(Path.Combine(ProductPrograms.RepositoryRoot, "docs/operating/server.md"));
        var settings = Block().Match(page[page.IndexOf("## TLS\n", StringComparison.Ordinal)..]).Groups["json"].Value;
        settings.ShouldContain("https://*:443");
        return settings.Replace("https://*:443", "https://127.0.0.1:0")
            .Replace("/etc/xerotier/", _directory.Path + "/");
    }

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
