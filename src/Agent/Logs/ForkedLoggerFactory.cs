using Microsoft.Extensions.Logging;

namespace Xerotier.Agent.Logs;

/// <summary>Logs to the host's factory, which it does not own, and to one more provider.</summary>
internal sealed class ForkedLoggerFactory(ILoggerFactory host, ILoggerProvider also) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) =>
        new ForkedLogger(host.CreateLogger(categoryName), also.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => host.AddProvider(provider);

    public void Dispose() => also.Dispose();

    private sealed class ForkedLogger(ILogger first, ILogger second) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => first.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => first.IsEnabled(logLevel) || second.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (first.IsEnabled(logLevel)) first.Log(logLevel, eventId, state, exception, formatter);
            second.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
