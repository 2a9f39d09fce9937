using System.CommandLine;
using System.Runtime.InteropServices;
using Xerotier.Agent;
using Xerotier.Agent.CommandLine;

using var stop = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

// Draining takes as long as it takes: the library must not end the process on its own.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null };
return await AgentCommands.InvokeAsync(
    args, Environment.GetEnvironmentVariable, AgentHost.RunAsync, invocation, stop.Token);

void Stop(PosixSignalContext context)
{
    // The second signal is not caught: it ends the process at once.
    if (stop.IsCancellationRequested) return;
    context.Cancel = true;
    stop.Cancel();
}
