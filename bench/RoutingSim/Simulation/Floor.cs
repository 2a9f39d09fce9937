using Xerotier.RoutingSim.Workers;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Simulation;

/// <summary>
/// The clairvoyant floor: every request alone on the fastest worker, with an infinite cache that all workers share and
/// that holds what arrived before. No policy can reach it.
/// </summary>
internal static class Floor
{
    /// <summary>Computes it.</summary>
    public static Run Run(Workload work)
    {
        var log = new RequestLog(work.Count);
        var seen = new bool[work.BlockIds];
        var model = work.Workers.MaxBy(worker => worker.PrefillRate)!;
        double stage = 0;
        double end = 0;
        int nextStage = 1;
        for (int i = 0; i < work.Count; i++)
        {
            if (nextStage < work.Stages.Length && i == work.Stages[nextStage])
            {
                stage = end;
                nextStage++;
            }

            log.ArrivedMs[i] = stage + work.ArrivalMs[i];
            log.Cached[i] = See(work, i, seen);
            double first = model.FixedMs + Prefill(work.Input[i] - log.Cached[i], model);
            log.FirstTokenMs[i] = log.ArrivedMs[i] + first;
            log.FinishedMs[i] =
                log.FirstTokenMs[i] + ((work.Output[i] - 1) * (model.StepMs + model.SequenceMs));
            end = Math.Max(end, log.FinishedMs[i]);
        }

        return new Run(log, end, []);
    }

    private static int See(Workload work, int request, bool[] seen)
    {
        int matched = 0;
        bool known = true;
        foreach (int block in work.PromptOf(request))
        {
            known &= seen[block];
            if (known) matched++;
            seen[block] = true;
        }

        foreach (int block in work.AnswerOf(request)) seen[block] = true;
        return (int)Math.Min((long)matched * work.BlockTokens, work.Input[request] - 1);
    }

    private static double Prefill(int tokens, WorkerModel model)
    {
        int steps = (tokens + model.ChunkTokens - 1) / model.ChunkTokens;
        return (steps * (model.StepMs + model.SequenceMs)) + (tokens * 1000.0 / model.PrefillRate);
    }
}
