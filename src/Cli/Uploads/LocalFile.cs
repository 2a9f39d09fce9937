namespace Xerotier.Cli.Uploads;

/// <summary>A file to upload.</summary>
/// <param name="Path">Its path below what is uploaded, with forward slashes.</param>
/// <param name="FullPath">Where it is here.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Changed">When it was written last.</param>
internal sealed record LocalFile(string Path, string FullPath, long Bytes, DateTime Changed);
