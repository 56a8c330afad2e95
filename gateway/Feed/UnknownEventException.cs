namespace Platform.Gateway.Feed;

/// <summary>No event of this version has that name.</summary>
public sealed class UnknownEventException(string name) : Exception($"No event is called {name}.");
