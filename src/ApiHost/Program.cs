using Xerotier.ApiHost;

await XerotierHost.Build(args).RunAsync();
