using System.CommandLine;
using Xerotier.Load.CommandLine;
using Xerotier.Load.Generator;

InlineSockets.Enable();
return await LoadCommands.Build().Parse(args).InvokeAsync(new InvocationConfiguration());
