using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Xerotier.Agent.Logs;

/// <summary>Writes the agent's own log lines to the ring; the framework's stay on the console.</summary>
internal sealed class LogRingProvider(LogRing ring, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new RingLogger(ring, time, categoryName);

    public void Dispose()
    {
    }

    private sealed class RingLogger(LogRing ring, TimeProvider time, string category) : ILogger
    {
        private readonly bool _isOurs = category.StartsWith("Xerotier.", StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => _isOurs && logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var now = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            var reason = exception is null ? "" : $" ({exception.GetType().Name})";
            ring.Add($"{now} {logLevel} {formatter(state, exception)}{reason}");
        }
    }
}
