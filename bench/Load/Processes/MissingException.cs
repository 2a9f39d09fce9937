namespace Xerotier.Load.Processes;

/// <summary>Something that this machine lacks; the message says what to do.</summary>
internal sealed class MissingException(string message) : Exception(message);
