namespace Platform.Cli.Gateway;

public sealed record TokenAnswer(string AccessToken, DateTimeOffset ExpiresAt);
