namespace Orleans.Configuration;

/// <summary>How calls of a client are answered.</summary>
public class ClientMessagingOptions : MessagingOptions;
