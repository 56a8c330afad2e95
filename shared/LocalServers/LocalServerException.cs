namespace Platform.LocalServers;

/// <summary>A server could not be started; the message says which, why and what to do.</summary>
public sealed class LocalServerException(string message, Exception? inner = null) : Exception(message, inner);
