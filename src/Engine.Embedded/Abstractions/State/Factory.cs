namespace Orleans;

/// <summary>Makes an instance from one parameter.</summary>
/// <typeparam name="TParam1">The parameter.</typeparam>
/// <typeparam name="TInstance">The instance.</typeparam>
/// <param name="param1">The parameter.</param>
public delegate TInstance Factory<in TParam1, out TInstance>(TParam1 param1);
