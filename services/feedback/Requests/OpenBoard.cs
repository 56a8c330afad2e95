namespace Platform.Feedback.Requests;

internal sealed class OpenBoard
{
    public Guid LinkId { get; init; }
    public Guid AccountId { get; init; }
    public string Account { get; init; } = "";
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}
