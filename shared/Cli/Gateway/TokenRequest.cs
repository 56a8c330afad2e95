namespace Platform.Cli.Gateway;

public sealed record TokenRequest(string User, string Role);
