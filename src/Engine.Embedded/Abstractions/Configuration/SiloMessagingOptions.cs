namespace Orleans.Configuration;

/// <summary>How calls of a silo are answered.</summary>
public class SiloMessagingOptions : MessagingOptions;
