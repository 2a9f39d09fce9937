using Xerotier.Agent;

var exit = await AgentHost.RunAsync(new AgentOptions());
await Console.Error.WriteLineAsync(exit.Message);
return exit.Code;
