namespace Platform.Cli.DeadLetters;

public sealed record DeadQueue(string Name, uint Messages);
