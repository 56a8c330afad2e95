using System.Text.Json;

namespace Platform.Accounts.Audit;

/// <param name="Seq">Place in the log; later entries have greater numbers.</param>
/// <param name="Action">What was done: created, changed, merged and so on.</param>
/// <param name="Subject">The kind of thing that was changed: account, contact, segment, handover.</param>
/// <param name="SubjectId">The thing that was changed.</param>
/// <param name="Before">The fields that changed, as they were.</param>
/// <param name="After">The fields that changed, as they became.</param>
public sealed record AuditLine(
    long Seq,
    DateTimeOffset At,
    string Actor,
    string Action,
    string Subject,
    Guid SubjectId,
    Guid? AccountId,
    JsonElement? Before,
    JsonElement? After,
    string? Reason
);
