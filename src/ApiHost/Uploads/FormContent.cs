using Xerotier.Artifacts.Storage;

namespace Xerotier.ApiHost.Uploads;

/// <summary>
/// A section of a form. A form that ends too early is bad data here, so that whoever stores it can tell that from a
/// store that fails.
/// </summary>
/// <param name="body">The section's body.</param>
internal sealed class FormContent(Stream body) : ForwardStream
{
    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException exception) when (IsCutOff(exception))
        {
            throw CutOff(exception);
        }
    }

    /// <summary>Whether the form's reader throws this; what the server throws about the request is not of it.</summary>
    public static bool IsCutOff(IOException exception) => exception is not BadHttpRequestException;

    /// <summary>The malformed form.</summary>
    public static InvalidDataException CutOff(IOException exception) =>
        new("The form ends too early.", exception);
}
