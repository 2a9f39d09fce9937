using Xerotier.Grains.Agents;

namespace Xerotier.ApiHost.Tunnels;

/// <summary>
/// One agent's tunnel: a byte stream on which the agent serves HTTP/2. The stream is handed to the HTTP client
/// once; when the client is done with it, the tunnel has ended, and every later request fails at once.
/// </summary>
internal sealed class AgentTunnel : IDisposable
{
    /// <summary>Where paths of tunnelled agents begin. The name never reaches a resolver.</summary>
    public static readonly Uri BaseUrl = new("http://agent.tunnel/");

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stream _stream;
    private readonly SocketsHttpHandler _handler;
    private int _handedOut;

    /// <summary>Wraps an open stream; the tunnel disposes it.</summary>
    public AgentTunnel(Guid agentId, TunnelAddress address, Stream stream)
    {
        AgentId = agentId;
        Address = address;
        _stream = stream;
        _handler = AgentHandlers.CreateTunnelled(HandOut);
        Channel = new AgentChannel(new HttpMessageInvoker(_handler), BaseUrl);
    }

    /// <summary>The agent at the other end.</summary>
    public Guid AgentId { get; }

    /// <summary>The tunnel's address; newer tunnels have higher epochs.</summary>
    public TunnelAddress Address { get; }

    /// <summary>Sends requests through the tunnel.</summary>
    public AgentChannel Channel { get; }

    /// <summary>Completes when the tunnel has ended.</summary>
    public Task Ended => _ended.Task;

    /// <inheritdoc/>
    public void Dispose()
    {
        Channel.Invoker.Dispose();
        _stream.Dispose();
        _ended.TrySetResult();
    }

    private HandedOutStream HandOut() =>
        Interlocked.Exchange(ref _handedOut, 1) == 0
            ? new HandedOutStream(_stream, () => _ended.TrySetResult())
            : throw new IOException("The tunnel has ended.");
}
