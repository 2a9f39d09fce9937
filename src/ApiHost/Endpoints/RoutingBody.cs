namespace Xerotier.ApiHost.Endpoints;

/// <summary>Wire form of an endpoint's routing; null follows the installation.</summary>
/// <param name="Sharpness">Power to which scores are raised.</param>
/// <param name="Epsilon">Share of requests that explore.</param>
internal sealed record RoutingBody(double? Sharpness, double? Epsilon);
