namespace Xerotier.RoutingSim.Workers;

/// <summary>What became of each request, as columns.</summary>
internal sealed class RequestLog(int count)
{
    /// <summary>When it arrived, in milliseconds of the run.</summary>
    public double[] ArrivedMs { get; } = new double[count];

    /// <summary>When its first token left; 0 when none did.</summary>
    public double[] FirstTokenMs { get; } = new double[count];

    /// <summary>When its last token left; 0 when it was rejected.</summary>
    public double[] FinishedMs { get; } = new double[count];

    /// <summary>Prompt tokens that were cached when it was last admitted.</summary>
    public int[] Cached { get; } = new int[count];

    /// <summary>Its worker, the last one when it had several.</summary>
    public short[] Worker { get; } = new short[count];

    /// <summary>Tokens produced by the step in <see cref="SinceStep"/>.</summary>
    public int[] Produced { get; } = new int[count];

    /// <summary>The worker's step at which it began to decode, this time.</summary>
    public int[] SinceStep { get; } = new int[count];

    /// <summary>Its admission's number on its worker; 0 while it is not running.</summary>
    public int[] Admission { get; } = new int[count];

    /// <summary>Requests turned away.</summary>
    public int Rejected { get; set; }

    /// <summary>Times that a worker ran out of room and put a sequence back into its queue.</summary>
    public int Preemptions { get; set; }
}
