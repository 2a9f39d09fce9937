using System.CommandLine;
using Xerotier.RoutingSim.CommandLine;

return await SimulatorCommands.InvokeAsync(args, new InvocationConfiguration(), CancellationToken.None);
