using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Audit;

/// <summary>Writes who did what in the transaction that does it.</summary>
public sealed class AuditLog(RequestContext context)
{
    public Task WriteAsync(UnitOfWork work, params IReadOnlyList<AuditEntry> entries) =>
        entries.Count == 0
            ? Task.CompletedTask
            : work.ExecuteAsync(
                Insert,
                new
                {
                    At = context.Now,
                    context.Actor,
                    Actions = entries.Select(entry => entry.Action).ToArray(),
                    Subjects = entries.Select(entry => entry.Subject).ToArray(),
                    SubjectIds = entries.Select(entry => entry.SubjectId).ToArray(),
                    AccountIds = entries.Select(entry => entry.AccountId).ToArray(),
                    Versions = entries.Select(entry => entry.Version).ToArray(),
                    Befores = entries.Select(entry => Json(entry.Before)).ToArray(),
                    Afters = entries.Select(entry => Json(entry.After)).ToArray(),
                    Reasons = entries.Select(entry => entry.Reason).ToArray(),
                }
            );

    private static string? Json(object? value) =>
        value is null ? null : JsonSerializer.Serialize(value, value.GetType(), ContractJson.Options);

    private const string Insert = """
        insert into audit_entry (at, actor, action, subject, subject_id, account_id, version, before, after, reason)
        select @At, @Actor, action, subject, subject_id, account_id, version, before::jsonb, after::jsonb, reason
        from unnest(@Actions, @Subjects, @SubjectIds, @AccountIds, @Versions, @Befores, @Afters, @Reasons)
            with ordinality as entry (action, subject, subject_id, account_id, version, before, after, reason, position)
        order by position
        """;
}
