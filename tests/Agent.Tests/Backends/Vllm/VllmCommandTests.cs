using Xerotier.Agent.Backends.Vllm;

namespace Xerotier.Agent.Tests.Backends.Vllm;

public sealed class VllmCommandTests
{
    [Fact]
    public void Arguments_OfDefaults_LeaveTheRestToVllm()
    {
        var arguments = VllmCommand.Arguments(new VllmOptions { Model = "org/model" }, 8123);

        string.Join(' ', arguments).ShouldBe(
            "serve org/model --host 127.0.0.1 --port 8123 --served-model-name org/model --max-num-seqs 64 "
            + "--enable-prefix-caching");
    }

    [Fact]
    public void Arguments_OfEverything_AreAllPassed()
    {
        var options = new VllmOptions
        {
            Model = "org/model",
            ServedModelName = "short",
            SocketPath = "/run/vllm.sock",
            TensorParallelSize = 2,
            GpuMemoryUtilization = 0.85,
            MaxModelLength = 8192,
            MaxSequences = 32,
            Quantization = "fp8",
            KvCache = KvCacheBackend.None,
            SpeculativeMethod = "ngram",
            SpeculativeTokens = 3,
            Arguments = ["--enable-lora"],
        };

        string.Join(' ', VllmCommand.Arguments(options, 0)).ShouldBe(
            "serve org/model --uds /run/vllm.sock --served-model-name short --max-num-seqs 32 "
            + "--tensor-parallel-size 2 --gpu-memory-utilization 0.85 --max-model-len 8192 --quantization fp8 "
            + "--no-enable-prefix-caching "
            + "--speculative-config {\"method\":\"ngram\",\"num_speculative_tokens\":3} --enable-lora");
    }

    [Fact]
    public void KvCache_OfLmCache_IsAConnector()
    {
        var options = new VllmOptions { Model = "m", KvCache = KvCacheBackend.LmCache };

        string.Join(' ', VllmCommand.Arguments(options, 1)).ShouldContain("--kv-transfer-config {\"kv_connector\":");
    }
}
