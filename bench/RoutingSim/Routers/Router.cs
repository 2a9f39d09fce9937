using Xerotier.RoutingSim.Policies;
using Xerotier.RoutingSim.Workloads;

namespace Xerotier.RoutingSim.Routers;

/// <summary>A router: its view and its policy.</summary>
internal sealed class Router(RouterView view, Policy policy)
{
    private readonly int[] _cached = new int[view.Count];

    /// <summary>What it knows.</summary>
    public RouterView View => view;

    /// <summary>How it picks.</summary>
    public Policy Policy => policy;

    /// <summary>Prompt tokens of the last matched request that each worker is thought to hold.</summary>
    public ReadOnlySpan<int> CachedTokens => _cached;

    /// <summary>Matches a request's prompt against what workers hold.</summary>
    public void Match(Workload work, int request)
    {
        var prompt = work.PromptOf(request);
        if (prompt.IsEmpty || !policy.UsesCachedTokens) return;
        view.Holders.Match(prompt, work.RouterStride, _cached);
        int most = work.Input[request] - 1;
        for (int i = 0; i < _cached.Length; i++)
        {
            _cached[i] = (int)Math.Min((long)_cached[i] * work.BlockTokens, most);
        }
    }

    /// <summary>A worker will hold the prompt.</summary>
    public void Hold(Workload work, int request, int worker)
    {
        if (!policy.UsesCachedTokens) return;
        var prompt = work.PromptOf(request);
        for (int i = work.RouterStride - 1; i < prompt.Length; i += work.RouterStride)
        {
            view.Holders.Hold(worker, prompt[i]);
        }
    }

    /// <summary>A snapshot of a worker is in the view; its blocks changed so.</summary>
    public void Refresh(int worker, List<int> blockChanges)
    {
        if (policy.UsesCachedTokens)
        {
            foreach (int change in blockChanges)
            {
                if (change >= 0) view.Holders.Hold(worker, change);
                else view.Holders.Drop(worker, ~change);
            }
        }

        policy.Refresh(worker, blockChanges);
    }

    /// <summary>A worker died with all that it held.</summary>
    public void Forget(int worker)
    {
        view.Holders.Clear(worker);
        policy.Forget(worker);
    }
}
