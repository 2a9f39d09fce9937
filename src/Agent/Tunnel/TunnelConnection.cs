using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Xerotier.Agent.Tunnel;

/// <summary>A dialled tunnel as Kestrel sees a connection.</summary>
internal sealed class TunnelConnection : DefaultConnectionContext
{
    private const int BufferBytes = 16 << 10;

    private readonly Stream _stream;
    private readonly Action _onEnded;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TunnelConnection(string id, Stream stream, Action onEnded) : base(id)
    {
        _stream = stream;
        _onEnded = onEnded;
        Transport = new StreamPipes(stream);
    }

    /// <summary>Completes once Kestrel is done with the connection.</summary>
    public Task Ended => _ended.Task;

    public override void Abort(ConnectionAbortedException abortReason)
    {
        base.Abort(abortReason);
        _stream.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await Transport.Input.CompleteAsync();
            await Transport.Output.CompleteAsync();
            await _stream.DisposeAsync();
            await base.DisposeAsync();
        }
        finally
        {
            // Whatever the broken socket threw: the listener must dial again.
            if (_ended.TrySetResult()) _onEnded();
        }
    }

    private sealed class StreamPipes(Stream stream) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(
            stream, new StreamPipeReaderOptions(bufferSize: BufferBytes, leaveOpen: true));

        public PipeWriter Output { get; } = PipeWriter.Create(
            stream, new StreamPipeWriterOptions(minimumBufferSize: BufferBytes, leaveOpen: true));
    }
}
