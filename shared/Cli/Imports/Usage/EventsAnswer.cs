namespace Platform.Cli.Imports.Usage;

/// <summary>What <c>POST /v1/events</c> answers; the results are those of the rejected events.</summary>
public sealed record EventsAnswer(int Accepted, int Rejected, IReadOnlyList<EventResult>? Results);
