namespace Platform.AppHost.Publishing;

internal sealed record Port(string Name, int Number);
