namespace Platform.AppHost.Publishing;

/// <param name="Name">As the program reads it.</param>
/// <param name="Value">Composed by the model.</param>
/// <param name="IsConnection">Whether it is the connection string of a server, which may be an outside one.</param>
internal sealed record Variable(string Name, Composed Value, bool IsConnection);
