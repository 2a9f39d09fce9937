using Xerotier.Agent.Models;

namespace Xerotier.Agent.Tests.Models;

public sealed class ModelFactsTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("xerotier-facts-");

    public void Dispose() => _directory.Delete(recursive: true);

    private ModelFacts Read(string config)
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "config.json"), config);
        return ModelFacts.Read(_directory.FullName);
    }

    [Fact]
    public void Facts_OfAMixtureOfExperts_AreAllRead()
    {
        File.WriteAllBytes(Path.Combine(_directory.FullName, "model-1.safetensors"), new byte[100]);
        File.WriteAllBytes(Path.Combine(_directory.FullName, "model-2.safetensors"), new byte[50]);

        var facts = Read(
            """
            {"model_type":"qwen3_moe","torch_dtype":"bfloat16","max_position_embeddings":40960,
             "num_hidden_layers":48,"num_attention_heads":32,"num_key_value_heads":4,"head_dim":128,
             "num_experts":128,"num_experts_per_tok":8,"moe_intermediate_size":768,"intermediate_size":6144}
            """);

        facts.ShouldBe(new ModelFacts
        {
            WeightBytes = 150,
            ContextLength = 40_960,
            KvBytesPerToken = 2 * 2 * 48 * 4 * 128,
            Experts = 128,
            ExpertSize = 768,
        });
    }

    [Theory]
    [InlineData("""{"quantization_config":{"quant_method":"awq","bits":4}}""", "awq", 4)]
    [InlineData("""{"quantization_config":{"quant_method":"gptq","bits":8}}""", "gptq", 8)]
    [InlineData("""{"quantization_config":{"quant_method":"fp8"}}""", "fp8", null)]
    [InlineData(
        """
        {"quantization_config":{"quant_method":"compressed-tensors",
         "config_groups":{"group_0":{"weights":{"num_bits":4}}}}}
        """,
        "compressed-tensors", 4)]
    public void Quantization_OfTheFiles_IsFound(string config, string method, int? bits)
    {
        var facts = Read(config);

        (facts.QuantizationMethod, facts.QuantizationBits).ShouldBe((method, bits));
    }

    [Fact]
    public void Facts_OfAModelThatSees_ComeFromItsLanguageModel() =>
        Read("""{"text_config":{"max_position_embeddings":1024}}""").ContextLength.ShouldBe(1024);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"max_position_embeddings\":\"many\",\"quantization_config\":7,\"num_experts\":-1}")]
    [InlineData("{\"num_hidden_layers\":1e300,\"num_attention_heads\":0}")]
    public void Facts_OfAnythingElse_AreUnknown(string config) => Read(config).ShouldBe(ModelFacts.None);
}
