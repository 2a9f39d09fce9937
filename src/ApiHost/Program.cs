using Xerotier.ApiHost;

try
{
    await XerotierHost.Build(args).RunAsync();
    return Environment.ExitCode;
}
catch (Exception exception)
{
    // The log has the details; a bad setting or a directory in use is no crash.
    await Console.Error.WriteLineAsync($"xerotier: {exception.Message}");
    return 1;
}
