namespace Xerotier.ApiHost.Catalog.Pages;

/// <summary>Text that is HTML already and is written as it is: made by us, or sanitised.</summary>
internal readonly record struct Markup(string Text);
