using Xerotier.Routing.Picking;
using Xerotier.RoutingSim.Fleet;
using Xerotier.RoutingSim.Routers;

namespace Xerotier.RoutingSim.Policies;

/// <summary>How one router picks a worker.</summary>
internal abstract class Policy(RouterView view, Xoshiro256 random)
{
    /// <summary>
    /// What <see cref="Pick"/> returns when nobody has room and the request should wait at the router.
    /// </summary>
    public const int Wait = -1;

    /// <summary>What the router knows.</summary>
    protected RouterView View { get; } = view;

    /// <summary>Chance, of this router only.</summary>
    protected Xoshiro256 Random { get; } = random;

    /// <summary>Whether requests may wait at the router until there is room.</summary>
    public virtual bool CanWait => false;

    /// <summary>Whether it looks at <see cref="Question.CachedTokens"/>; else they are not computed.</summary>
    public virtual bool UsesCachedTokens => false;

    /// <summary>Picks a living worker, of which there is one, or <see cref="Wait"/>.</summary>
    public abstract int Pick(in Question question);

    /// <summary>
    /// Whether the agent picked last, which knows its load exactly, refuses, so that the router picks again.
    /// </summary>
    public virtual bool IsRefused(Agent agent, double nowMs) => false;

    /// <summary>The agent picked last took the request.</summary>
    public virtual void Placed(in Question question, Agent agent)
    {
    }

    /// <summary>Prompt tokens that the worker picked last is thought to have to process.</summary>
    public virtual int UncachedTokens(int input, int cached) => input - cached;

    /// <summary>A request of this router is done.</summary>
    public virtual void Observe(int worker, double latencyMs, double nowMs)
    {
    }

    /// <summary>The view has a new snapshot of a worker; its blocks changed so, see <c>KvCache.Changes</c>.</summary>
    public virtual void Refresh(int worker, List<int> blockChanges)
    {
    }

    /// <summary>A worker died with all that it held.</summary>
    public virtual void Forget(int worker)
    {
    }

    /// <summary>The living worker with the least cost; ties are uniform.</summary>
    protected int Least(ReadOnlySpan<double> costs)
    {
        int best = -1;
        int ties = 0;
        for (int i = 0; i < costs.Length; i++)
        {
            if (!View.IsAlive[i]) continue;
            if (best < 0 || costs[i] < costs[best])
            {
                (best, ties) = (i, 1);
            }
            else if (costs[i] == costs[best] && Random.NextInt(++ties) == 0)
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>A living worker, each with the same probability.</summary>
    protected int Any()
    {
        while (true)
        {
            int worker = Random.NextInt(View.Count);
            if (View.IsAlive[worker]) return worker;
        }
    }
}
