namespace Xerotier.Faults.Clients;

/// <summary>An answer that is an error, or not whole.</summary>
internal sealed class FailedAnswerException(string message) : Exception(message);
