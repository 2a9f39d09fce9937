using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace Xerotier.Contract.Tests.DotNet;

/// <summary>Official .NET clients as a user would make them: only the base URL is ours.</summary>
public static class Clients
{
    public static ChatClient Chat(Uri endpoint, string key, AttemptCounter? attempts = null) =>
        new("any", new ApiKeyCredential(key), Options(endpoint, attempts));

    public static EmbeddingClient Embedding(Uri endpoint, string key) =>
        new("any", new ApiKeyCredential(key), Options(endpoint, null));

    private static OpenAIClientOptions Options(Uri endpoint, AttemptCounter? attempts)
    {
        var options = new OpenAIClientOptions { Endpoint = endpoint };
        if (attempts is not null)
        {
            options.AddPolicy(attempts, PipelinePosition.PerTry);
        }

        return options;
    }
}
