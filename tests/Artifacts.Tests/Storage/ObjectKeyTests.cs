using Xerotier.Artifacts.Storage;

namespace Xerotier.Artifacts.Tests.Storage;

public sealed class ObjectKeyTests
{
    [Theory]
    [InlineData("models/1/config.json")]
    [InlineData(".gitattributes")]
    [InlineData("a/...")]
    [InlineData("日本語/ü")]
    public void ObjectKey_RelativePath_IsValid(string key) => ObjectKey.IsValid(key).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\uD800b")]
    public void ObjectKey_AnythingElse_IsInvalid(string key) => ObjectKey.IsValid(key).ShouldBeFalse();

    [Fact]
    public void ObjectKey_TooLong_IsInvalid()
    {
        ObjectKey.IsValid(new string('a', 255)).ShouldBeTrue();
        ObjectKey.IsValid(new string('a', 256)).ShouldBeFalse();
        ObjectKey.IsValid(string.Join('/', Enumerable.Repeat("abc", 257))).ShouldBeFalse();
        ObjectKey.IsValid(new string('ü', 128)).ShouldBeFalse();
    }
}
