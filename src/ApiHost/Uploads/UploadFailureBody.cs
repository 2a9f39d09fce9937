namespace Xerotier.ApiHost.Uploads;

/// <summary>Wire form of the reason why an upload failed.</summary>
internal sealed record UploadFailureBody(string Code, string Message, string? Param);
