namespace Platform.AppHost.Publishing;

internal sealed record Volume(string Name, string Path);
