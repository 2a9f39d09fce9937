using Xerotier.Load.Generator;

namespace Xerotier.Load.Scenarios;

/// <summary>One kind of load that every target gets.</summary>
/// <param name="Payload">What is sent.</param>
/// <param name="Clients">Requests at a time.</param>
/// <param name="Rounds">How often each target has its turn.</param>
/// <param name="Duration">How long a turn counts.</param>
internal sealed record Scenario(Payload Payload, int Clients, int Rounds, TimeSpan Duration)
{
    private const int Small = 200;
    private const int Middle = 4 << 10;
    private const int Large = 64 << 10;

    // Turns as short as this are disturbed alike by whatever else the machine does.
    private static readonly TimeSpan ShortTurn = TimeSpan.FromSeconds(0.3);

    /// <summary>Name for <c>--only</c> and for people, e.g. <c>plain-4096-32</c>.</summary>
    public string Name => $"{(Payload.Streams ? "stream" : "plain")}-{Payload.PromptBytes}-{Clients}";

    /// <summary>Every scenario.</summary>
    /// <param name="perTarget">Time that counts for each target in each scenario.</param>
    public static IReadOnlyList<Scenario> All(TimeSpan perTarget) =>
    [
        Single(Small, perTarget),
        Single(Middle, perTarget),
        Single(Large, perTarget),
        Many(new Payload(Small), 32, perTarget),
        Many(new Payload(Middle), 32, perTarget),
        Many(new Payload(Large), 32, perTarget),
        Many(new Payload(Middle), 256, perTarget),
        Many(Stream(Middle), 1, perTarget),
        Many(Stream(Small), 32, perTarget),
        Many(Stream(Middle), 32, perTarget),
        Many(Stream(Large), 32, perTarget),
        Many(Stream(Middle), 256, perTarget),

        // At 5 ms the stand-in and the clients alone would take both processors.
        Many(new Payload(Middle, 40, TimeSpan.FromMilliseconds(50)), 1000, perTarget),
    ];

    private static Payload Stream(int promptBytes) => new(promptBytes, 200, TimeSpan.FromMilliseconds(5));

    private static Scenario Single(int promptBytes, TimeSpan perTarget) =>
        new(new Payload(promptBytes), 1, Math.Max(5, (int)(perTarget / ShortTurn)), ShortTurn);

    private static Scenario Many(Payload payload, int clients, TimeSpan perTarget)
    {
        int rounds = payload.Streams ? 2 : 3;
        return new Scenario(payload, clients, rounds, perTarget / rounds);
    }
}
