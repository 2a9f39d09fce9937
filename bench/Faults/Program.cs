using System.CommandLine;
using Xerotier.Faults.CommandLine;

return await FaultCommands.Build().Parse(args).InvokeAsync(new InvocationConfiguration());
