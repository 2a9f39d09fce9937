using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Xerotier.Artifacts.Storage;

/// <summary>
/// Objects in a bucket of an S3-compatible service. Content of unknown length goes up in pieces of a multipart upload,
/// one piece in memory at a time, and appears when the last one is there.
/// </summary>
public sealed class S3ObjectStore : IObjectStore, IDisposable
{
    // A multipart upload has 10,000 pieces at most; growing pieces hold 440 GiB in them and are small for small files.
    private const int PieceBytes = 8 * 1024 * 1024;
    private const int PiecesOfOneSize = 1_000;
    private const int KeysPerDelete = 1_000;

    private readonly AmazonS3Client _client;
    private readonly string _bucket;

    /// <summary>Opens the bucket; nothing is sent yet.</summary>
    public S3ObjectStore(S3Options options)
    {
        _bucket = options.Bucket ?? throw new ArgumentException("A bucket is needed.", nameof(options));
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.PathStyle,
            AuthenticationRegion = options.Region,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.ServiceUrl is { } url)
        {
            config.ServiceURL = url;
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        }

        _client = options.AccessKey is { } key
            ? new AmazonS3Client(new BasicAWSCredentials(key, options.SecretKey), config)
            : new AmazonS3Client(config);
    }

    /// <inheritdoc/>
    public async Task<StoredObject> PutAsync(
        string key, Stream content, long? length = null, CancellationToken cancellationToken = default)
    {
        ObjectKey.Check(key);
        using var measured = new MeasuredContent(content, length);
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            int read = await measured.FillAsync(piece.AsMemory(0, PieceBytes), cancellationToken);
            if (read == PieceBytes)
            {
                await PutPiecesAsync(key, measured, piece, cancellationToken);
            }
            else
            {
                await TryAsync(() => _client.PutObjectAsync(
                    new PutObjectRequest
                    {
                        BucketName = _bucket,
                        Key = key,
                        InputStream = new MemoryStream(piece, 0, read, writable: false),
                        UseChunkEncoding = false,
                    },
                    cancellationToken));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        return measured.StoredAs(key);
    }

    /// <inheritdoc/>
    public async Task<long?> HeadAsync(string key, CancellationToken cancellationToken = default)
    {
        ObjectKey.Check(key);
        var head = await TryAsync(() => _client.GetObjectMetadataAsync(_bucket, key, cancellationToken));
        return head?.ContentLength;
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(
        string key, long offset = 0, long? count = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (count == 0)
        {
            return await HeadAsync(key, cancellationToken) is null ? null : Stream.Null;
        }

        ObjectKey.Check(key);
        var request = new GetObjectRequest { BucketName = _bucket, Key = key };
        if (offset > 0 || count is not null)
        {
            request.ByteRange = new ByteRange(
                count is { } most && most <= long.MaxValue - offset
                    ? $"bytes={offset}-{offset + most - 1}"
                    : $"bytes={offset}-");
        }

        try
        {
            var response = await TryAsync(() => _client.GetObjectAsync(request, cancellationToken));
            return response?.ResponseStream;
        }
        catch (IOException exception) when (exception.InnerException
            is AmazonS3Exception { StatusCode: HttpStatusCode.RequestedRangeNotSatisfiable })
        {
            return Stream.Null;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListObjectsV2Request { BucketName = _bucket, Prefix = ObjectKey.Check(prefix) + "/" };
        ListObjectsV2Response? page;
        do
        {
            page = await TryAsync(() => _client.ListObjectsV2Async(request, cancellationToken));
            foreach (var found in page?.S3Objects ?? [])
            {
                yield return found.Key;
            }

            request.ContinuationToken = page?.NextContinuationToken;
        }
        while (page?.IsTruncated is true);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        ObjectKey.Check(key);
        return TryAsync(() => _client.DeleteObjectAsync(_bucket, key, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task DeletePrefixAsync(string prefix, CancellationToken cancellationToken = default)
    {
        var keys = new List<KeyVersion>(KeysPerDelete);
        await foreach (string key in ListAsync(prefix, cancellationToken))
        {
            keys.Add(new KeyVersion { Key = key });
            if (keys.Count == KeysPerDelete)
            {
                await DeleteAsync(keys, cancellationToken);
            }
        }

        await DeleteAsync(keys, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task DeleteAsync(List<KeyVersion> keys, CancellationToken cancellationToken)
    {
        if (keys.Count > 0)
        {
            var request = new DeleteObjectsRequest { BucketName = _bucket, Objects = [.. keys], Quiet = true };
            await TryAsync(() => _client.DeleteObjectsAsync(request, cancellationToken));
            keys.Clear();
        }
    }

    // What a crash leaves of a multipart upload is invisible and goes by a lifecycle rule of the bucket.
    private async Task PutPiecesAsync(
        string key, MeasuredContent content, byte[] first, CancellationToken cancellationToken)
    {
        var begun = await TryAsync(() => _client.InitiateMultipartUploadAsync(_bucket, key, cancellationToken));
        string id = (begun ?? throw new IOException($"There is no bucket '{_bucket}'.")).UploadId;
        try
        {
            var pieces = new List<PartETag>();
            await PutPieceAsync(key, id, first, PieceBytes, pieces, cancellationToken);
            await PutRestAsync(key, id, content, pieces, cancellationToken);
            await TryAsync(() => _client.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest
                {
                    BucketName = _bucket,
                    Key = key,
                    UploadId = id,
                    PartETags = pieces,
                },
                cancellationToken));
        }
        catch
        {
            await AbortAsync(key, id);
            throw;
        }
    }

    private async Task AbortAsync(string key, string id)
    {
        try
        {
            await TryAsync(() => _client.AbortMultipartUploadAsync(_bucket, key, id, CancellationToken.None));
        }
        catch (IOException)
        {
            // The reason to abort says more; the rest goes by the lifecycle rule.
        }
    }

    private async Task PutRestAsync(
        string key, string id, MeasuredContent content, List<PartETag> pieces, CancellationToken cancellationToken)
    {
        while (true)
        {
            int size = PieceBytes * (1 + (pieces.Count / PiecesOfOneSize));
            byte[] piece = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                int read = await content.FillAsync(piece.AsMemory(0, size), cancellationToken);
                if (read > 0)
                {
                    await PutPieceAsync(key, id, piece, read, pieces, cancellationToken);
                }

                if (read < size)
                {
                    return;
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(piece);
            }
        }
    }

    private async Task PutPieceAsync(
        string key, string id, byte[] piece, int length, List<PartETag> pieces, CancellationToken cancellationToken)
    {
        int number = pieces.Count + 1;
        var put = await TryAsync(() => _client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = _bucket,
                Key = key,
                UploadId = id,
                PartNumber = number,
                PartSize = length,
                InputStream = new MemoryStream(piece, 0, length, writable: false),
                UseChunkEncoding = false,
            },
            cancellationToken));
        pieces.Add(new PartETag(number, (put ?? throw new IOException($"The upload of '{key}' is gone.")).ETag));
    }

    /// <summary>Null for what does not exist; an <see cref="IOException"/> for every other failure.</summary>
    private static async Task<T?> TryAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException
            or HttpRequestException)
        {
            throw new IOException($"The object store failed: {exception.Message}", exception);
        }
    }
}
