using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

// Speaks enough of `vllm serve` to be supervised. STAND_IN_DIRECTORY is where it leaves its traces; files there change
// what it does: `crash` ends it at once, and is deleted; `deaf` makes it ignore SIGTERM; `silent` keeps its port shut.
if (args is not ["serve", var model, ..])
{
    Console.Error.WriteLine("usage: vllm serve MODEL ...");
    return 2;
}
var directory = Environment.GetEnvironmentVariable("STAND_IN_DIRECTORY")!;
await File.AppendAllTextAsync(Trace("runs"), $"{Environment.ProcessId} {string.Join(' ', args)}\n");
await File.WriteAllLinesAsync(Trace("environment"), Environment.GetEnvironmentVariables().Keys.Cast<string>());
Console.WriteLine($"INFO loading {model}");
Console.WriteLine("INFO Received request: prompt: 'a prompt nobody may log'");
if (File.Exists(Trace("crash")))
{
    File.Delete(Trace("crash"));
    Console.Error.WriteLine("ERROR out of memory");
    return 17;
}
using var worker = Process.Start(new ProcessStartInfo("sleep", "600"))!;
await File.WriteAllTextAsync(Trace("worker"), worker.Id.ToString());
using var deaf = PosixSignalRegistration.Create(
    PosixSignal.SIGTERM, context => context.Cancel = File.Exists(Trace("deaf")));
if (File.Exists(Trace("silent"))) await new TaskCompletionSource().Task;

var served = Flag("--served-model-name") ?? model;
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
{
    if (Flag("--uds") is { } socket) kestrel.ListenUnixSocket(socket);
    else kestrel.Listen(IPAddress.Parse(Flag("--host")!), int.Parse(Flag("--port")!));
});
builder.Services.AddRoutingCore();
var app = builder.Build();
app.UseRouting();
app.MapGet("/v1/models", (RequestDelegate)(context => context.Response.WriteAsync(
    $$"""{"object":"list","data":[{"id":"{{served}}","object":"model","max_model_len":4096}]}""")));
app.MapGet("/metrics", (RequestDelegate)(context => context.Response.WriteAsync(
    """
    # HELP vllm:num_requests_running Number of requests in model execution batches.
    # TYPE vllm:num_requests_running gauge
    vllm:num_requests_running{engine="0",model_name="m"} 2.0
    vllm:num_requests_waiting{engine="0",model_name="m"} 1.0
    vllm:kv_cache_usage_perc{engine="0",model_name="m"} 0.25
    vllm:cache_config_info{block_size="16",engine="0",num_gpu_blocks="1000"} 1.0

    """)));
app.MapPost("/v1/chat/completions", (RequestDelegate)(async context =>
{
    // Echoes the request, so that tests see what arrived.
    context.Response.ContentType = "application/json";
    await context.Request.Body.CopyToAsync(context.Response.Body);
}));
app.MapPost("/die", (RequestDelegate)(_ =>
{
    Environment.Exit(1);
    return Task.CompletedTask;
}));
await app.RunAsync();
return 0;

string Trace(string name) => Path.Combine(directory, name);

string? Flag(string name) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : null;
