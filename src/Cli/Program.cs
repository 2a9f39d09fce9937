using Xerotier.Cli;
using Xerotier.Cli.CommandLine;

using var console = new CliConsole(Console.Out, Console.Error, Interactive: !Console.IsErrorRedirected);
return await XeroctlCommands.InvokeAsync(args, Environment.GetEnvironmentVariable, console, CancellationToken.None);
