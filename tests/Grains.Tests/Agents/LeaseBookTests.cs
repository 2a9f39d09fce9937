using FsCheck;
using FsCheck.Fluent;
using Xerotier.Grains.Agents;

namespace Xerotier.Grains.Tests.Agents;

/// <summary>
/// Hosts take, end and forget leases, crash and restart, and the book restarts too; calls reach it late, twice or not
/// at all. When all calls have arrived and every host has listed what it holds, the book agrees with the hosts.
/// </summary>
public sealed class LeaseBookTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private static readonly Arbitrary<Step[]> AnySteps = (
        from kind in Gen.Frequency(
            (6, Gen.Constant(Kind.Acquire)), (5, Gen.Constant(Kind.Release)), (3, Gen.Constant(Kind.Deliver)),
            (1, Gen.Constant(Kind.Lose)), (1, Gen.Constant(Kind.Duplicate)), (1, Gen.Constant(Kind.Reassert)),
            (1, Gen.Constant(Kind.Crash)), (1, Gen.Constant(Kind.Restart)), (2, Gen.Constant(Kind.Wait)))
        from host in Gen.Choose(0, 2)
        from pick in Gen.Choose(0, 1_000)
        select new Step(kind, host, pick)).ArrayOf().ToArbitrary();

    private enum Kind
    {
        Acquire,
        Release,
        Deliver,
        Lose,
        Duplicate,
        Reassert,
        Crash,
        Restart,
        Wait,
    }

    [Fact]
    public void LeaseBook_AnyInterleaving_EndsWithExactlyTheOpenRequests() =>
        Prop.ForAll(AnySteps, steps =>
        {
            var world = new World();
            foreach (Step step in steps)
            {
                world.Do(step);
            }

            return world.Settle();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(120));

    [Fact]
    public void DropSilentHosts_HostWithoutLeases_IsForgotten()
    {
        var book = new LeaseBook(Silence);
        DateTimeOffset now = DateTimeOffset.UnixEpoch;
        var id = new LeaseId("host", 1, 1);
        book.TryAcquire(id, "p", 1, now);
        book.Release(id, now);

        book.DropSilentHosts(now + Silence);

        book.TryAcquire(new LeaseId("host", 0, 1), "p", 1, now + Silence).ShouldBeTrue("nothing is known of the host");
    }

    private sealed record Step(Kind Kind, int Host, int Pick);

    private sealed class World
    {
        private LeaseBook _book = new(Silence);
        private readonly List<Action> _underWay = [];
        private readonly long[] _epochs = [1, 1, 1];
        private readonly HashSet<LeaseId> _open = [];
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
        private long _number;

        public void Do(Step step)
        {
            switch (step.Kind)
            {
                case Kind.Acquire:
                    var id = new LeaseId($"host {step.Host}", _epochs[step.Host], ++_number);
                    _open.Add(id);
                    _underWay.Add(() => _book.TryAcquire(id, "p", 10, _now));
                    break;
                case Kind.Release when Mine(step.Host) is { Length: > 0 } mine:
                    LeaseId ended = mine[step.Pick % mine.Length];
                    _open.Remove(ended);
                    _underWay.Add(() => _book.Release(ended, _now));
                    break;
                case Kind.Deliver when _underWay.Count > 0:
                    Take(step.Pick)();
                    break;
                case Kind.Lose when _underWay.Count > 0:
                    Take(step.Pick);
                    break;
                case Kind.Duplicate when _underWay.Count > 0:
                    _underWay.Add(_underWay[step.Pick % _underWay.Count]);
                    break;
                case Kind.Reassert:
                    HeldLeases held = Held(step.Host);
                    _underWay.Add(() => _book.Reassert(held, _now));
                    break;
                case Kind.Crash:
                    _open.ExceptWith(Mine(step.Host));
                    _epochs[step.Host]++;
                    break;
                case Kind.Restart:
                    _book = new LeaseBook(Silence);
                    break;
                case Kind.Wait:
                    _now += TimeSpan.FromMilliseconds(step.Pick * 2);
                    _book.DropSilentHosts(_now);
                    break;
            }
        }

        /// <summary>Late calls arrive within their deadline, then hosts list their leases every 5 s.</summary>
        public bool Settle()
        {
            while (_underWay.Count > 0)
            {
                Take(_underWay.Count / 2)();
            }

            for (int round = 0; round < 2; round++)
            {
                _now += TimeSpan.FromSeconds(5);
                for (int host = 0; host < _epochs.Length; host++)
                {
                    _book.Reassert(Held(host), _now);
                }

                _book.DropSilentHosts(_now);
            }

            return _book.Count == _open.Count
                && _book.ReservedTokens == 10 * _open.Count
                && _open.All(_book.Holds);
        }

        private Action Take(int pick)
        {
            int index = pick % _underWay.Count;
            Action action = _underWay[index];
            _underWay.RemoveAt(index);
            return action;
        }

        private LeaseId[] Mine(int host) => [.. _open.Where(id => id.HostId == $"host {host}")];

        private HeldLeases Held(int host) => new(
            $"host {host}", _epochs[host], [.. Mine(host).Select(id => new HeldLease(id.Number, 10))]);
    }
}
