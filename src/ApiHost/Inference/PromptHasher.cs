using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Xerotier.ApiHost.Auth;
using Xerotier.Protocol.OpenAi;
using Xerotier.Routing.Prefixes;

namespace Xerotier.ApiHost.Inference;

/// <summary>
/// Names the blocks of prompts, so that routers can tell which agent has seen a prompt's beginning. Hashes what stands
/// in the body, unparsed: a conversation that goes on begins with the same bytes. The key is secret to this
/// installation and differs from project to project, so names neither match across projects nor confirm a guess.
/// </summary>
internal sealed class PromptHasher(AdminTokens installation, IOptions<InferenceOptions> options)
{
    private readonly Lazy<byte[]> _secret = new(() => installation.DeriveKey("prompt blocks"));
    private readonly int _maxBlocks = options.Value.MaxPromptBlocks;

    /// <summary>Names of a prompt's leading blocks; empty for a short prompt and for what has none.</summary>
    /// <param name="endpoint">The endpoint asked for.</param>
    /// <param name="outline">What matters of the body.</param>
    /// <param name="body">The body.</param>
    public ImmutableArray<UInt128> Hash(EndpointSnapshot endpoint, RequestOutline outline, ReadOnlySpan<byte> body)
    {
        var prompt = body.Slice(outline.Prompt.Start, outline.Prompt.Length);
        var count = Math.Min(_maxBlocks, prompt.Length / PromptBlocks.BlockBytes);
        if (count == 0)
        {
            return [];
        }

        var key = endpoint.PromptKey ??= HMACSHA256.HashData(
            _secret.Value, Encoding.UTF8.GetBytes($"{endpoint.Spec.ProjectId}/{endpoint.Route.ServedName}"));
        if (outline.Tools.Length > 0)
        {
            // A model reads them first.
            key = HMACSHA256.HashData(key, body.Slice(outline.Tools.Start, outline.Tools.Length));
        }

        var names = new UInt128[count];
        PromptBlocks.Hash(key, prompt, names);
        return ImmutableCollectionsMarshal.AsImmutableArray(names);
    }
}
