namespace Platform.Cli.Imports.Usage;

/// <summary>What <c>POST /v1/events</c> answers.</summary>
public sealed record EventsAnswer(int Accepted, int Rejected, IReadOnlyList<EventResult>? Results);

public sealed record EventResult(int Index, string Status, string? Reason)
{
    public bool IsRejected => Status is "rejected" or "invalid" or "refused";
}
