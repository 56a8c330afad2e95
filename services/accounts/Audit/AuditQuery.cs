namespace Platform.Accounts.Audit;

public sealed class AuditQuery
{
    public Guid? Account { get; init; }
    public Guid? Subject { get; init; }
    public string? Actor { get; init; }
    public string? Action { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }
}
