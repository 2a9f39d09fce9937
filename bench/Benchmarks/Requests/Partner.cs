using System.Globalization;
using System.Net;
using Xerotier.Load.Generator;
using Xerotier.Load.Processes;
using Xerotier.Load.Targets;
using Xerotier.Load.Upstream;

namespace Xerotier.Benchmarks.Requests;

/// <summary>
/// The other half of the measurement, as a process of its own so that its memory does not count: the stand-in that
/// answers as an agent, and the clients. Takes orders as lines on its input: <c>plain N</c>, <c>streams N</c>,
/// <c>close</c>; answers each with a line when it is done.
/// </summary>
internal static class Partner
{
    /// <summary>First argument of the process.</summary>
    public const string Command = "partner";

    private const int Clients = 8;

    private static readonly Payload Plain = new(200);
    private static readonly Payload Stream = new(200, 1_000_000, TimeSpan.FromSeconds(1));

    /// <summary>Runs until its input ends.</summary>
    /// <param name="agentPort">Port to answer on over plain HTTP/2.</param>
    public static async Task RunAsync(int agentPort)
    {
        using var stop = new CancellationTokenSource();
        var standIn = StandIn.RunAsync(Ports.Free(), agentPort, stop.Token);
        var open = new List<HttpConnection>();
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            switch (words[0])
            {
                case "plain":
                    await SendAsync(TargetOf(words), Number(words[1]) / Clients);
                    break;
                case "streams":
                    open.AddRange(await OpenAsync(TargetOf(words), Number(words[1])));
                    break;
                case "close":
                    foreach (var connection in open) connection.Dispose();
                    open.Clear();
                    break;
            }

            Console.WriteLine("done");
        }

        await stop.CancelAsync();
        await standIn;
    }

    private static Task SendAsync(Target target, int each) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => SendOneByOneAsync(target, each)));

    private static async Task SendOneByOneAsync(Target target, int count)
    {
        byte[] request = target.Request(Plain, 0);
        var answer = new AnswerText();
        using var connection = await HttpConnection.OpenAsync(target.Address);
        for (int i = 0; i < count; i++)
        {
            answer.Begin(streams: false);
            int status = await connection.ExchangeAsync(request, answer);
            if (status != 200 || !answer.IsValid) throw new InvalidOperationException($"Status {status}.");
        }
    }

    private static async Task<IEnumerable<HttpConnection>> OpenAsync(Target target, int count)
    {
        byte[] request = target.Request(Stream, 0);
        var connections = new List<HttpConnection>();
        for (int i = 0; i < count; i++)
        {
            var connection = await HttpConnection.OpenAsync(target.Address);
            await connection.BeginAsync(request);
            connections.Add(connection);
        }

        return connections;
    }

    private static Target TargetOf(string[] words) => new(
        "host", IPEndPoint.Parse(words[2]), [Lane.Of(words[3], words[4])], new ProcessFigures());

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
