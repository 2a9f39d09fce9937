using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Xerotier.Artifacts.Storage;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Uploads;

/// <summary>
/// The multipart form that brings a part: <c>data</c>, <c>part_number</c> and <c>sha256</c> in any order. The data goes
/// straight to the store, whatever the fields behind it say; the caller deletes what it does not want.
/// </summary>
internal sealed class PartForm
{
    private const int MaxPartNumber = 10_000;
    private const int MaxFieldBytes = 1_024;
    private const int MaxFields = 32;
    private const int BufferSize = 64 * 1024;

    private readonly MultipartReader _reader;

    private PartForm(string boundary, Stream body) =>
        _reader = new MultipartReader(boundary, body, BufferSize) { HeadersLengthLimit = 8 * 1024 };

    /// <summary>The stored data; null while there is none.</summary>
    public StoredObject? Data { get; private set; }

    /// <summary>The part's number; 0 when the form does not say.</summary>
    public int Number { get; private set; }

    /// <summary>The digest that the data must have, or null.</summary>
    public string? Sha256Hex { get; private set; }

    /// <summary>The form of a request, or null when it has none.</summary>
    public static PartForm? Of(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 200, Value: { } boundary }
            ? new PartForm(boundary, request.Body)
            : null;

    /// <summary>Reads the form to its end.</summary>
    /// <param name="store">Stores the data; not called twice.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null, or what is wrong with the form.</returns>
    /// <exception cref="InvalidDataException">The form is malformed.</exception>
    public async Task<Fault?> ReadAsync(
        Func<Stream, Task<StoredObject>> store, CancellationToken cancellationToken)
    {
        for (int count = 0; await NextAsync(cancellationToken) is { } section; count++)
        {
            if (count == MaxFields)
            {
                return Invalid("data", $"comes with more than {MaxFields} fields");
            }

            string name = NameOf(section);
            var fault = name switch
            {
                "data" => await StoreAsync(section.Body, store),
                "part_number" => ReadNumber(await TextAsync(section, cancellationToken)),
                "sha256" => ReadDigest(await TextAsync(section, cancellationToken)),
                _ => null,
            };
            if (fault is not null)
            {
                return fault;
            }
        }

        return Data is { Bytes: > 0 } ? null : Invalid("data", "is required and must not be empty");
    }

    private static Fault Invalid(string field, string problem) =>
        new(FaultCode.InvalidRequest, $"'{field}' {problem}.", field);

    private static string NameOf(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? ""
            : "";

    private async Task<Fault?> StoreAsync(Stream body, Func<Stream, Task<StoredObject>> store)
    {
        if (Data is not null)
        {
            return Invalid("data", "must be there once");
        }

        await using var content = new FormContent(body);
        Data = await store(content);
        return null;
    }

    private Fault? ReadNumber(string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || number is < 1 or > MaxPartNumber)
        {
            return Invalid("part_number", $"must be a whole number from 1 to {MaxPartNumber}");
        }

        Number = number;
        return null;
    }

    private Fault? ReadDigest(string text)
    {
        Sha256Hex = text.ToLowerInvariant();
        return Sha256Hex.Length == 64 && Sha256Hex.All(char.IsAsciiHexDigitLower)
            ? null
            : Invalid("sha256", "must be 64 hex digits");
    }

    private async Task<MultipartSection?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (IOException exception) when (FormContent.IsCutOff(exception))
        {
            throw FormContent.CutOff(exception);
        }
    }

    private static async Task<string> TextAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        await using var content = new FormContent(section.Body);
        byte[] buffer = new byte[MaxFieldBytes];
        int read = await content.ReadAtLeastAsync(buffer, buffer.Length, false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }
}
