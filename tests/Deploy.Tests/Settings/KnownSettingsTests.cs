namespace Xerotier.Deploy.Tests.Settings;

public sealed class KnownSettingsTests
{
    [Theory]
    [InlineData("Storage__ConnectionString")]
    [InlineData("Server__KnownProxies__0")]
    [InlineData("XEROTIER_ADMIN_TOKEN")]
    [InlineData("XEROTIER_AGENT_JOIN_KEY")]
    [InlineData("Logging__LogLevel__Default")]
    public void Contains_WhatAProgramReads_IsTrue(string variable) =>
        KnownSettings.Contains(variable).ShouldBeTrue();

    [Theory]
    [InlineData("Storage__ConnectionStrings")]
    [InlineData("Storage__ConnectionString__0")]
    [InlineData("Server__0")]
    [InlineData("XEROTIER_ADMIN_TOKENS")]
    [InlineData("XEROTIER_AGENT_JOINKEY")]
    [InlineData("PATH")]
    public void Contains_WhatNobodyReads_IsFalse(string variable) =>
        KnownSettings.Contains(variable).ShouldBeFalse();
}
