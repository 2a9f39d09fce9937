using System.ClientModel.Primitives;

namespace Xerotier.Contract.Tests.DotNet;

/// <summary>Counts what a client really sends, its own retries included.</summary>
public sealed class AttemptCounter : PipelinePolicy
{
    public int Attempts { get; private set; }

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Attempts++;
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(
        PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Attempts++;
        return ProcessNextAsync(message, pipeline, currentIndex);
    }
}
