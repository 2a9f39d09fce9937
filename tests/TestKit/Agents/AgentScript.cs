using Microsoft.AspNetCore.Http;

namespace Xerotier.TestKit.Agents;

/// <summary>What a scripted agent does with a request whose body it has read.</summary>
/// <param name="context">The exchange with the host.</param>
public delegate Task AgentScript(HttpContext context);
