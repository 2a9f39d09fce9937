using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xerotier.Agent.Prefixes;
using Xerotier.Agent.Serving;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>
/// An inference engine without a model: deterministic answers at a realistic pace, for demos, tests and load
/// generation. Says so in <c>system_fingerprint</c>.
/// </summary>
internal sealed class SimulatedBackend : IBackend
{
    private readonly SimulatedOptions _options;
    private readonly SimulatedEngine _engine;
    private readonly GenerationTask _generation;
    private readonly EmbeddingTask _embedding;
    private readonly Pace _pace;
    private readonly HeartbeatModel[] _models;

    public SimulatedBackend(SimulatedOptions options, Pace pace, HeldPrefixes prefixes, AgentClock clock)
    {
        _options = options;
        _pace = pace;
        _engine = new SimulatedEngine(options, clock.Time, prefixes);
        _generation = new GenerationTask(_engine, options.Fingerprint, pace, clock.Time);
        _embedding = new EmbeddingTask(options, clock.Time);
        _models = [.. options.Models.Select(name => new HeartbeatModel(name, null, "loaded", _engine.ContextLength))];
    }

    public int SuggestedConcurrency => _options.MaxSequences;

    public bool ContinuesAnswers => true;

    public BackendStatus Status
    {
        get
        {
            var (running, waiting, usage) = _engine.Load();
            return new BackendStatus(
                running, waiting, usage, (long)_options.KvBlocks * _options.TokensPerBlock, _models);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task ServeAsync(HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(await RequestBody.ReadAsync(context, cancellationToken));
            await AnswerAsync(context, document.RootElement, cancellationToken);
        }
        catch (JsonException e)
        {
            await ErrorAnswer.InvalidAsync(context, $"The body is not JSON: {e.Message}", null);
        }
        catch (BadRequestException e)
        {
            await ErrorAnswer.InvalidAsync(context, e.Message, e.Param);
        }
    }

    public ValueTask DisposeAsync()
    {
        _engine.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task AnswerAsync(HttpContext context, JsonElement body, CancellationToken cancellationToken)
    {
        if (body.ValueKind != JsonValueKind.Object) throw new BadRequestException("The body must be an object.", null);
        var headers = context.Request.Headers;
        var model = headers[AgentProtocol.ModelHeader] is [{ } served] ? served : body.Text("model") ?? "";
        if (!_options.Models.Contains(model))
            return ErrorAnswer.WriteAsync(context, StatusCodes.Status404NotFound, new(
                $"The model '{model}' is not on this agent.", "invalid_request_error", "model_not_found", "model"));
        var salt = $"{model}\n{headers[AgentProtocol.CacheSaltHeader]}";
        return context.Request.Path.Value switch
        {
            InferencePaths.ChatCompletions => _generation.RunAsync(
                context, GenerationRequest.OfChat(body, salt), true, model, cancellationToken),
            InferencePaths.Completions => _generation.RunAsync(
                context, GenerationRequest.OfCompletion(body, salt), false, model, cancellationToken),
            InferencePaths.Embeddings => ReadAsync(
                context, _embedding.Embed(body, model, salt), model, cancellationToken),
            InferencePaths.Rerank => ReadAsync(
                context, _embedding.Rerank(body, model, salt), model, cancellationToken),
            _ => ReadAsync(context, _embedding.ScorePairs(body, model, salt), model, cancellationToken),
        };
    }

    /// <summary>Lets the engine read the prompts, then writes the answer.</summary>
    private async Task ReadAsync(
        HttpContext context, PassageAnswer answer, string model, CancellationToken cancellationToken)
    {
        var tooLong = answer.Prompts.FirstOrDefault(prompt => prompt.Length > _engine.ContextLength);
        if (tooLong is not null)
        {
            throw new BadRequestException(
                $"A text has {tooLong.Length} tokens, the context window {_engine.ContextLength}.", "input");
        }
        var sequences = answer.Prompts.Select(prompt => _engine.Submit(prompt, outputTokens: 0)).ToList();
        try
        {
            foreach (var sequence in sequences) await sequence.WaitAsync(0, cancellationToken);
        }
        catch
        {
            sequences.ForEach(_engine.Cancel);
            throw;
        }
        var tokens = sequences.Sum(sequence => sequence.PromptTokens);
        context.Response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            json.WriteStartObject();
            answer.WriteMembers(json);
            json.WriteStartObject("usage");
            json.WriteNumber("prompt_tokens", tokens);
            json.WriteNumber("total_tokens", tokens);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
        _pace.Finished(model, tokens, 0);
    }
}
