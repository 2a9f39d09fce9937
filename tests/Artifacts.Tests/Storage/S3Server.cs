using System.Diagnostics;
using System.Reflection;
using Xerotier.Artifacts.Storage;
using Xerotier.TestKit;

namespace Xerotier.Artifacts.Tests.Storage;

/// <summary>A server that speaks S3, on this machine: the npm package <c>s3rver</c>.</summary>
public sealed class S3Server : IAsyncLifetime
{
    private const string Bucket = "xerotier";
    private const string Credential = "S3RVER";
    private const string Listening = "S3rver listening on ";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();
    private Process? _process;

    public S3Options Options { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        string root = typeof(S3Server).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        string folder = Path.Combine(root, "tests", "Artifacts.Tests", "node");
        string program = Path.Combine(folder, "node_modules", "s3rver", "bin", "s3rver.js");
        File.Exists(program).ShouldBeTrue(
            $"{program} is not installed: run 'npm ci' in {folder}, or leave these tests out with "
            + "XEROTIER_TESTS_WITHOUT=node and --filter Requires!=node.");
        _process = Process.Start(new ProcessStartInfo(
            "node",
            [program, "--directory", _directory.Path, "--address", "127.0.0.1", "--port", "0", "--configure-bucket",
                Bucket])
        {
            RedirectStandardOutput = true,
        })!;
        Options = new S3Options
        {
            Bucket = Bucket,
            ServiceUrl = "http://" + await AddressAsync(),
            AccessKey = Credential,
            SecretKey = Credential,
        };
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _directory.Dispose();
    }

    private async Task<string> AddressAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (await _process!.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                // Its log of requests is not read and must not fill the pipe.
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return line[Listening.Length..];
            }
        }

        throw new InvalidOperationException("The S3 server ended without listening.");
    }
}
