namespace Platform.Accounts.Audit;

/// <param name="Subject">What was changed: <c>account</c>, <c>contact</c>, <c>owner</c>, …</param>
/// <param name="Before">Serialised as JSON; null for what is new.</param>
public sealed record AuditEntry(
    string Action,
    string Subject,
    Guid SubjectId,
    Guid? AccountId,
    object? Before,
    object? After,
    string? Reason = null,
    int? Version = null
)
{
    public static AuditEntry OfChanges(
        string action,
        string subject,
        Guid subjectId,
        Guid accountId,
        IReadOnlyList<FieldChange> changes,
        string? reason = null,
        int? version = null
    ) =>
        new(
            action,
            subject,
            subjectId,
            accountId,
            changes.All(change => change.Before is null)
                ? null
                : changes.ToDictionary(change => change.Field, change => change.Before, StringComparer.Ordinal),
            changes.ToDictionary(change => change.Field, change => change.After, StringComparer.Ordinal),
            reason,
            version
        );
}
