namespace Xerotier.Faults.Faults;

/// <summary>What one fault did.</summary>
/// <param name="Fault">Its name.</param>
/// <param name="Streamed">Whether answers were streamed.</param>
/// <param name="Requests">Requests sent.</param>
/// <param name="Failed">Requests that did not get their whole answer.</param>
/// <param name="Failures">What went wrong, and how often.</param>
/// <param name="Continued">Streams that changed their agent.</param>
/// <param name="DetectionMs">From the fault to the server's first word of it; null when it said nothing.</param>
/// <param name="RecoveryMs">From the fault to the end of the last request that failed or took more than three times the
/// median before; 0 when there was none.</param>
/// <param name="MedianMs">Median time of a request before the fault.</param>
/// <param name="WorstMs">Longest time of a request after it.</param>
internal sealed record FaultRow(
    string Fault,
    bool Streamed,
    int Requests,
    int Failed,
    IReadOnlyDictionary<string, int> Failures,
    double Continued,
    double? DetectionMs,
    double RecoveryMs,
    double MedianMs,
    double WorstMs);
