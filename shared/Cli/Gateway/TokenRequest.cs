namespace Platform.Cli.Gateway;

public sealed record TokenRequest(string User, string Role);

public sealed record TokenAnswer(string AccessToken, DateTimeOffset ExpiresAt);
