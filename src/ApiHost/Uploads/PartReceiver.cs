using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Orleans;
using Xerotier.Artifacts.Storage;
using Xerotier.Grains;
using Xerotier.Grains.Faults;
using Xerotier.Grains.Uploads;

namespace Xerotier.ApiHost.Uploads;

/// <summary>
/// Receives parts: streams the data into the store, then tells the upload. A part that was not acknowledged leaves at
/// most an object that goes with the upload's folder.
/// </summary>
internal sealed partial class PartReceiver(
    IObjectStore objects,
    IGrainFactory grains,
    IOptions<UploadRequestOptions> options,
    ILogger<PartReceiver> logger) : IDisposable
{
    // Boundaries, headers and the small fields.
    private const long FormOverhead = 64 * 1024;

    private readonly SemaphoreSlim _places = new(options.Value.MaxConcurrentParts);

    /// <summary>Receives the part that a request brings.</summary>
    public async Task<Result<UploadPart>> ReceiveAsync(HttpContext context, Guid uploadId)
    {
        if (PartForm.Of(context.Request) is not { } form)
        {
            return new Fault(FaultCode.UnsupportedMediaType, "A part comes as multipart/form-data.");
        }

        if (!await _places.WaitAsync(TimeSpan.Zero, context.RequestAborted))
        {
            return new Fault(FaultCode.Overloaded, "The host receives as many parts as it can.");
        }

        try
        {
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize =
                options.Value.MaxPartBytes + FormOverhead;
            return await StoreAsync(context, form, uploadId);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<Result<UploadPart>> StoreAsync(HttpContext context, PartForm form, Guid uploadId)
    {
        var partId = Guid.NewGuid();
        string key = UploadKeys.Part(uploadId, partId);
        bool kept = false;
        try
        {
            var fault = await form.ReadAsync(
                data => objects.PutAsync(
                    key, new BoundedStream(data, options.Value.MaxPartBytes + 1), null, context.RequestAborted),
                context.RequestAborted);
            if ((fault ?? Check(form)) is { } refused)
            {
                return refused;
            }

            var part = new UploadPart(partId, form.Number, form.Data!.Bytes, form.Data.Sha256Hex, default);
            var added = await grains.GetGrain<IUploadGrain>(GrainKeys.Uuid(uploadId)).AddPartAsync(part);
            kept = added.Value?.Id == partId;
            return added;
        }
        catch (InvalidDataException exception)
        {
            return new Fault(FaultCode.InvalidRequest, $"The form is malformed: {exception.Message}", "data");
        }
        catch (IOException exception) when (exception is not BadHttpRequestException
            && !context.RequestAborted.IsCancellationRequested)
        {
            LogStore(exception, uploadId);
            return new Fault(FaultCode.StoreUnavailable, "The object store cannot take the part now.");
        }
        finally
        {
            if (!kept)
            {
                await DropAsync(key);
            }
        }
    }

    private Fault? Check(PartForm form)
    {
        if (form.Data!.Bytes > options.Value.MaxPartBytes)
        {
            return new Fault(
                FaultCode.BodyTooLarge, $"A part has at most {options.Value.MaxPartBytes} bytes.", "data");
        }

        return form.Sha256Hex is { } expected && expected != form.Data.Sha256Hex
            ? new Fault(
                FaultCode.ChecksumMismatch,
                $"The part has the SHA-256 {form.Data.Sha256Hex}; {expected} was announced.",
                "sha256")
            : null;
    }

    // The upload's end deletes what stays behind here, so a failure need not reach the client.
    private async Task DropAsync(string key)
    {
        try
        {
            await objects.DeleteAsync(key);
        }
        catch (IOException exception)
        {
            LogLeftover(exception, key);
        }
    }

    [LoggerMessage(1601, LogLevel.Warning, "The object store cannot take a part of upload {UploadId}")]
    private partial void LogStore(Exception exception, Guid uploadId);

    [LoggerMessage(1602, LogLevel.Warning, "The object {Key} is not deleted until its upload ends")]
    private partial void LogLeftover(Exception exception, string key);
}
