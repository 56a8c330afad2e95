using System.Text.RegularExpressions;
using Platform.Accounts.Audit;
using Platform.Accounts.Contacts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Erasure;

public sealed record EraseContactRequest(string Reason);

/// <summary>Removes a person: here at once, in the other services by event. What was counted with them (coverage, activities) stays, without the person.</summary>
public static class EraseContact
{
    public static void Map(IEndpointRouteBuilder contacts) => contacts.MapPost("/{id:guid}/erase", HandleAsync).WithName(nameof(EraseContact))
        .RequireRoles(Roles.Ops, Roles.Manager).Produces<ErasureAnswer>(StatusCodes.Status202Accepted);

    private static async Task<IResult> HandleAsync(Guid id, EraseContactRequest request, Database database, AuditLog audit, ErasureProof proof, Caller caller, WorkContext context, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 500) return Problem.Invalid("reason", "is required, at most 500 characters").ToResult();
        await using var work = await database.BeginAsync(ct);
        var contact = (await ContactReader.LockAsync(work, [id])).GetValueOrDefault(id);
        if (contact is null) return Problem.NotFound("contact", id).ToResult();
        var erasure = await work.ScalarAsync<Guid?>("select id from erasure where contact_id = @id", new { id });
        if (erasure is null)
        {
            erasure = Guid.CreateVersion7();
            await work.ExecuteAsync("insert into erasure (id, contact_id, account_id, reason, requested_by, requested_at) values (@erasure, @id, @AccountId, @Reason, @By, @Now)",
                new { erasure, id, contact.AccountId, request.Reason, By = caller.Id, context.Now });
            var rows = await ScrubAsync(work, contact);
            await work.ExecuteAsync("insert into erasure_answer (erasure_id, service, rows_changed, answered_at) values (@erasure, 'accounts', @rows, @Now)", new { erasure, rows, context.Now });
            // The reason may name the person; it stays with the erasure, which is the proof, and out of the log.
            await audit.WriteAsync(work, new AuditEntry("erased", "contact", id, contact.AccountId, null, null));
            await work.EnqueueAsync(new ContactErasureRequested(contact.AccountId, erasure.Value, id, contact.ProductUserIds), contact.AccountId);
        }
        await work.CommitAsync();
        return TypedResults.Accepted($"/v1/erasures/{erasure}", await proof.ReadAsync(erasure.Value, ct));
    }

    private static async Task<int> ScrubAsync(Work work, Contact contact)
    {
        var externalIds = await work.QueryAsync<string>("delete from contact_external_id where contact_id = @Id returning external_id", new { contact.Id });
        var rows = await work.ExecuteAsync("""
            update contact set name = '(erased)', email = null, title = null, product_user_ids = '{}', version = version + 1 where id = @Id
            """, new { contact.Id }) + externalIds.Count;
        string[] texts = [contact.Email ?? "", contact.Name, .. contact.ProductUserIds, .. externalIds];
        foreach (var text in texts.Where(text => text.Length > 2).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            // As a word of its own, so that a person called Ann does not tear holes into Annual.
            var pattern = $@"(?<!\w){Regex.Escape(text).Replace("\\ ", " ", StringComparison.Ordinal)}(?!\w)";
            foreach (var sql in Scrubbing) rows += await work.ExecuteAsync(sql, new { contact.AccountId, contact.Id, pattern, Like = $"%{Escaped(text)}%" });
        }
        return rows;
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    // Wherever a person may be named: in texts about the account, and in what passed through on the way.
    private static readonly string[] Scrubbing =
    [
        "update audit_entry set before = regexp_replace(before::text, @pattern, '(erased)', 'gi')::jsonb, after = regexp_replace(after::text, @pattern, '(erased)', 'gi')::jsonb where (account_id = @AccountId or subject_id = @Id) and (before::text ilike @Like or after::text ilike @Like)",
        "update audit_entry set reason = regexp_replace(reason, @pattern, '(erased)', 'gi') where account_id = @AccountId and reason ilike @Like",
        "update timeline_entry set title = regexp_replace(title, @pattern, '(erased)', 'gi'), data = regexp_replace(data::text, @pattern, '(erased)', 'gi')::jsonb where account_id = @AccountId and (title ilike @Like or data::text ilike @Like)",
        "update activity set subject = regexp_replace(subject, @pattern, '(erased)', 'gi'), notes = regexp_replace(notes, @pattern, '(erased)', 'gi') where account_id = @AccountId and (subject ilike @Like or notes ilike @Like)",
        "update ticket set subject = regexp_replace(subject, @pattern, '(erased)', 'gi') where account_id = @AccountId and subject ilike @Like",
        "update handover set brief = regexp_replace(brief::text, @pattern, '(erased)', 'gi')::jsonb, checklist = regexp_replace(checklist::text, @pattern, '(erased)', 'gi')::jsonb, refusal = regexp_replace(refusal, @pattern, '(erased)', 'gi') where account_id = @AccountId and (brief::text ilike @Like or checklist::text ilike @Like or refusal ilike @Like)",
        "update import_problem set value = regexp_replace(value, @pattern, '(erased)', 'gi'), message = regexp_replace(message, @pattern, '(erased)', 'gi') where value ilike @Like or message ilike @Like",
        "update merge set moved = regexp_replace(moved::text, @pattern, '(erased)', 'gi')::jsonb where account_id = @AccountId and moved::text ilike @Like",
        "delete from messaging.idempotency_key where body is not null and convert_from(body, 'UTF8') ilike @Like",
        "update messaging.outbox_message set payload = regexp_replace(payload::text, @pattern, '(erased)', 'gi')::jsonb where payload::text ilike @Like",
        "update messaging.outbox_dead set payload = regexp_replace(payload::text, @pattern, '(erased)', 'gi')::jsonb where payload::text ilike @Like",
    ];
}
