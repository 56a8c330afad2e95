using System.Text.Json;

namespace Platform.Accounts.Audit;

/// <summary>An entry of the audit log as Dapper reads it.</summary>
internal sealed class AuditRow
{
    /// <summary>To be followed by the part of the log that is read.</summary>
    public const string Read = """
        select seq, at, actor, action, subject, subject_id, account_id, before::text as before, after::text as after,
            reason from audit_entry
        where (@Account::uuid is null or account_id = @Account) and (@Subject::uuid is null or subject_id = @Subject)
            and (@Actor::text is null or actor = @Actor)
          and (@Action::text is null or action = @Action) and (@From::timestamptz is null or at >= @From)
              and (@To::timestamptz is null or at < @To)
        """;

    public long Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public string Actor { get; init; } = "";
    public string Action { get; init; } = "";
    public string Subject { get; init; } = "";
    public Guid SubjectId { get; init; }
    public Guid? AccountId { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public string? Reason { get; init; }

    public AuditLine ToLine() =>
        new(Seq, At, Actor, Action, Subject, SubjectId, AccountId, Parse(Before), Parse(After), Reason);

    private static JsonElement? Parse(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);

    public static object Arguments(AuditQuery query, long after, int take) =>
        new
        {
            query.Account,
            query.Subject,
            query.Actor,
            query.Action,
            From = query.From?.ToUniversalTime(),
            To = query.To?.ToUniversalTime(),
            After = after,
            Take = take,
        };
}
