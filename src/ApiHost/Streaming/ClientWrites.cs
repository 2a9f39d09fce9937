namespace Xerotier.ApiHost.Streaming;

/// <summary>Sends what was written for the client on its way.</summary>
internal static class ClientWrites
{
    /// <summary>Flushes; waits while the client reads more slowly than the agent writes.</summary>
    /// <exception cref="ClientGoneException">The client no longer takes its answer.</exception>
    public static async ValueTask FlushToClientAsync(this HttpContext context)
    {
        bool gone;
        try
        {
            var result = await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            gone = result.IsCompleted || result.IsCanceled;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            throw new ClientGoneException(exception);
        }

        if (gone)
        {
            throw new ClientGoneException();
        }
    }
}
