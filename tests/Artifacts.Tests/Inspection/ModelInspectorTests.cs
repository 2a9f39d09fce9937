using Xerotier.Artifacts.Inspection;
using Xerotier.TestKit.Artifacts;

namespace Xerotier.Artifacts.Tests.Inspection;

public sealed class ModelInspectorTests
{
    [Fact]
    public async Task InspectAsync_AModelDirectory_KnowsEverythingItSays()
    {
        var result = await ModelInspector.InspectAsync(Tiny());

        result.Error.ShouldBeNull();
        result.Profile.ShouldBe(new ModelProfile("safetensors", TinyModel.Files.Values.Sum(file => (long)file.Length))
        {
            WeightBytes = TinyModel.ParameterCount * 2,
            Architecture = "qwen3moe",
            ParameterCount = TinyModel.ParameterCount,
            ContextLength = 4096,
            Dtype = "bfloat16",
            HiddenSize = 8,
            Layers = 2,
            AttentionHeads = 4,
            KeyValueHeads = 2,
            HeadSize = 2,
            VocabularySize = 16,
            Experts = 4,
            ExpertsPerToken = 2,
            License = "apache-2.0",
        });
    }

    [Fact]
    public async Task InspectAsync_Shards_AreOneModel()
    {
        var files = Tiny("model.safetensors");
        files.Add(new MemoryFile("a.safetensors", SafetensorsBytes.Of(("model.layers.0.mlp.weight", "F16", [8, 8]))));
        files.Add(new MemoryFile("b.safetensors", SafetensorsBytes.Of(("model.layers.1.mlp.weight", "F16", [8, 8]))));
        files.Add(new MemoryFile(
            "model.safetensors.index.json",
            """
            {"weight_map":{"model.layers.0.mlp.weight":"a.safetensors","model.layers.1.mlp.weight":"b.safetensors"}}
            """));

        var result = await ModelInspector.InspectAsync(files);

        result.Error.ShouldBeNull();
        result.Profile.ParameterCount.ShouldBe(128);
    }

    [Theory]
    [InlineData("""{"weight_map":{"w":"other.safetensors"}}""", "'other.safetensors' is missing")]
    [InlineData("""{"weight_map":{"w":"model.safetensors"}}""", "where it is not")]
    [InlineData("""{"weight_map":{"w":7}}""", "does not name")]
    [InlineData("""{"weight_map":[]}""", "no weight_map")]
    [InlineData("""{"weight_map":""", "not valid JSON")]
    public async Task InspectAsync_AnIndexThatLies_IsFoundOut(string index, string problem)
    {
        var files = Tiny();
        files.Add(new MemoryFile("model.safetensors.index.json", index));

        (await ModelInspector.InspectAsync(files)).Error.ShouldNotBeNull().ShouldContain(problem);
    }

    [Fact]
    public async Task InspectAsync_AMissingNumberedShard_IsFoundOut()
    {
        var files = Tiny("model.safetensors");
        files.Add(new MemoryFile("model-00001-of-00003.safetensors", TinyModel.Weights));

        (await ModelInspector.InspectAsync(files)).Error.ShouldNotBeNull().ShouldContain("2 of 3 shards are missing");
    }

    [Theory]
    [InlineData("config.json", """{"hidden_size":4}""", "hidden size of 4")]
    [InlineData("config.json", """{"vocab_size":17}""", "17 tokens")]
    [InlineData("config.json", """{"num_hidden_layers":3}""", "3 layers")]
    [InlineData("config.json", """{"num_hidden_layers":-3}""", "num_hidden_layers")]
    [InlineData("config.json", """{"hidden_size":99999999999}""", "hidden_size")]
    [InlineData("config.json", """{"quantization_config":{"quant_method":"gptq","bits":4}}""", "gptq")]
    [InlineData("config.json", "[]", "not a JSON object")]
    [InlineData("config.json", "{", "not valid JSON")]
    [InlineData("generation_config.json", "{\"a\":", "'generation_config.json'")]
    [InlineData("tokenizer.json", "{\"model\":{", "'tokenizer.json'")]
    [InlineData("model.safetensors", "not weights at all", "header")]
    public async Task InspectAsync_ABrokenOrForeignFile_IsNamed(string path, string content, string problem)
    {
        var files = Tiny(path);
        files.Add(new MemoryFile(path, content));

        (await ModelInspector.InspectAsync(files)).Error.ShouldNotBeNull().ShouldContain(problem);
    }

    [Theory]
    [InlineData("pytorch_model.bin", "bin")]
    [InlineData("model.pt", "directory")]
    public async Task InspectAsync_OnlyPickledWeights_AreUnsafe(string path, string format)
    {
        var files = Tiny("model.safetensors");
        files.Add(new MemoryFile(path, "PK"));

        var result = await ModelInspector.InspectAsync(files);

        result.Profile.Format.ShouldBe(format);
        result.Error.ShouldNotBeNull().ShouldContain("pickled");
    }

    [Fact]
    public async Task InspectAsync_PickledWeightsBesideOthers_DoNotMatter()
    {
        var files = Tiny();
        files.Add(new MemoryFile("pytorch_model.bin", "PK"));

        (await ModelInspector.InspectAsync(files)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task InspectAsync_WithoutWeights_SaysSo() =>
        (await ModelInspector.InspectAsync(Tiny("model.safetensors"))).Error
            .ShouldNotBeNull().ShouldContain("no weights");

    [Fact]
    public async Task InspectAsync_AGgufFile_KnowsItsMetadata()
    {
        byte[] file = new GgufBytes { DataBytes = 144 }
            .Say("general.architecture", "qwen3_moe")
            .Say("general.license", "mit")
            .Say("qwen3_moe.context_length", 32768)
            .Say("qwen3_moe.embedding_length", 64)
            .Say("qwen3_moe.block_count", 2)
            .Say("qwen3_moe.attention.head_count", 8)
            .Say("qwen3_moe.attention.head_count_kv", 2)
            .Say("qwen3_moe.expert_count", 4)
            .Say("qwen3_moe.expert_used_count", 2)
            .Say("tokenizer.ggml.tokens", ["a", "b"])
            .Tensor("w", 12, 0, 256)
            .Build();

        var result = await ModelInspector.InspectAsync([new MemoryFile("m.gguf", file)]);

        result.Error.ShouldBeNull();
        result.Profile.ShouldBe(new ModelProfile("directory", file.Length)
        {
            WeightBytes = 144,
            Architecture = "qwen3moe",
            ParameterCount = 256,
            ContextLength = 32768,
            QuantizationMethod = "q4_k",
            QuantizationBits = 4,
            Dtype = "float16",
            HiddenSize = 64,
            Layers = 2,
            AttentionHeads = 8,
            KeyValueHeads = 2,
            HeadSize = 8,
            VocabularySize = 2,
            Experts = 4,
            ExpertsPerToken = 2,
            License = "mit",
        });
    }

    [Theory]
    [InlineData("""{"quant_method":"gptq","bits":4}""", "gptq", 4)]
    [InlineData("""{"quant_method":"awq","w_bit":8}""", "awq", 8)]
    [InlineData("""{"quant_method":"AWQ","bits":3}""", "awq", 3)]
    public async Task InspectAsync_PackedWeights_CountEachParameter(string quantization, string method, int bits)
    {
        // 96 parameters of so many bits in words of 32.
        byte[] weights = SafetensorsBytes.Of(
            ("layer.qweight", "I32", [96 * bits / 32]), ("layer.scales", "F16", [8]), ("layer.g_idx", "I32", [4]));

        var result = await ModelInspector.InspectAsync(
            [new MemoryFile("w.safetensors", weights), Quantized(quantization)]);

        result.Error.ShouldBeNull();
        (result.Profile.QuantizationMethod, result.Profile.QuantizationBits).ShouldBe((method, bits));
        result.Profile.ParameterCount.ShouldBe(96);
    }

    [Fact]
    public async Task InspectAsync_CompressedTensors_TakesTheBitsOfItsGroups()
    {
        byte[] weights = SafetensorsBytes.Of(("l.weight_packed", "I32", [12]), ("l.weight_scale", "F16", [2]));

        var result = await ModelInspector.InspectAsync(
        [
            new MemoryFile("w.safetensors", weights),
            Quantized("""{"quant_method":"compressed-tensors","config_groups":{"g":{"weights":{"num_bits":4}}}}"""),
        ]);

        (result.Profile.QuantizationMethod, result.Profile.QuantizationBits).ShouldBe(("compressed-tensors", 4));
        result.Profile.ParameterCount.ShouldBe(96);
    }

    [Fact]
    public async Task InspectAsync_Exl2_IsAFormatOfItsOwn()
    {
        byte[] weights = SafetensorsBytes.Of(
            ("l.q_weight", "I32", [5, 16]), ("l.q_perm", "I16", [32]), ("l.q_scale_max", "F16", [2]));

        var result = await ModelInspector.InspectAsync(
            [new MemoryFile("output.safetensors", weights), Quantized("""{"quant_method":"exl2","bits":4.65}""")]);

        (result.Profile.Format, result.Profile.QuantizationBits).ShouldBe(("exl2", 5));
        result.Profile.ParameterCount.ShouldBe(32 * 16);
    }

    [Theory]
    [InlineData("MIT License\n\nCopyright", "mit")]
    [InlineData("                Apache License\n   Version 2.0", "apache-2.0")]
    [InlineData("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT", "llama3.1")]
    [InlineData("All rights reserved.", "other")]
    public async Task InspectAsync_ALicenseFile_IsRecognised(string text, string license)
    {
        var files = Tiny("README.md");
        files.Add(new MemoryFile("LICENSE", text));

        (await ModelInspector.InspectAsync(files)).Profile.License.ShouldBe(license);
    }

    [Fact]
    public async Task InspectAsync_NestedConfiguration_CountsForText()
    {
        var files = Tiny("config.json");
        files.Add(new MemoryFile(
            "config.json",
            """
            {"model_type":"qwen2_5_vl","vision_config":{"hidden_size":3},
            "text_config":{"model_type":"text","hidden_size":8,"max_position_embeddings":128}}
            """));

        var profile = (await ModelInspector.InspectAsync(files)).Profile;

        (profile.Architecture, profile.HiddenSize, profile.ContextLength).ShouldBe(("qwen25vl", 8, 128));
    }

    private static MemoryFile Quantized(string quantization) =>
        new("config.json", $$"""{"model_type":"llama","quantization_config":{{quantization}}}""");

    private static List<IArtifactSource> Tiny(string? without = null) =>
        [.. TinyModel.Files.Where(file => file.Key != without).Select(file => new MemoryFile(file.Key, file.Value))];
}
