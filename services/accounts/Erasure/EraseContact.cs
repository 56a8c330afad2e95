using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Audit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.PersonalData;

namespace Platform.Accounts.Erasure;

public sealed record EraseContactRequest(string Reason);

/// <summary>
/// Removes a person, with the duplicates merged into them: here at once, in the other services by event. What was
/// counted with them (coverage, activities) stays, without the person.
/// </summary>
public static class EraseContact
{
    public static void Map(IEndpointRouteBuilder contacts) =>
        contacts
            .MapPost("/{id:guid}/erase", HandleAsync)
            .WithName(nameof(EraseContact))
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Accepted<ErasureResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        EraseContactRequest request,
        Database database,
        AuditLog audit,
        ErasureProof proof,
        PersonalDataEraser eraser,
        SpellingSeal seal,
        Caller caller,
        RequestContext context,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 500)
            return Problem.Invalid("reason", "is required, at most 500 characters").ToResult();
        await using var work = await database.BeginAsync(ct);
        var person = await Person.FindAsync(work, id);
        if (person is null)
            return Problem.NotFound("contact", id).ToResult();
        var erasure = await work.ScalarAsync<Guid?>(
            "select id from erasure where contact_id = @Id",
            new { person.Main.Id }
        );
        if (erasure is null)
        {
            erasure = Guid.CreateVersion7();
            var asked = new ContactErasureRequested(
                person.Main.AccountId,
                erasure.Value,
                person.Main.Id,
                person.ProductUserIds
            )
            {
                Spellings = seal.Seal(person.Spellings),
                DuplicateContactIds = person.Duplicates,
                MergedAccountIds = [.. person.Accounts.Skip(1)],
            };
            await work.ExecuteAsync(
                Insert,
                new
                {
                    erasure,
                    person.Main.Id,
                    person.Main.AccountId,
                    request.Reason,
                    By = caller.Id,
                    context.Now,
                    asked.Spellings,
                }
            );
            var rows = await ClearOwnRowsAsync(work, person);
            await proof.RecordAsync(
                work,
                (await eraser.EraseAsync(work, asked)).Answer(asked, "accounts", rows),
                context.Now
            );
            await audit.WriteAsync(
                work,
                new AuditEntry("erased", "contact", person.Main.Id, person.Main.AccountId, null, null)
            );
            await work.EnqueueAsync(asked, asked.AccountId);
        }
        await work.CommitAsync();
        return TypedResults.Accepted($"/v1/erasures/{erasure}", await proof.ReadAsync(erasure.Value, ct));
    }

    private static async Task<int> ClearOwnRowsAsync(UnitOfWork work, Person person)
    {
        var rows = 0;
        foreach (var sql in OwnRows)
            rows += await work.ExecuteAsync(sql, new { Ids = person.Contacts });
        return rows;
    }

    // A merge of two who are one person and gone is not undone to anybody: it remembers nothing that it moved.
    private static readonly string[] OwnRows =
    [
        "delete from contact_external_id where contact_id = any(@Ids)",
        "update contact set name = '(erased)', email = null, title = null, product_user_ids = '{}', version = "
            + "version + 1 where id = any(@Ids)",
        "update merge set moved = '{}' where subject = 'contact' and (kept_id = any(@Ids) or duplicate_id = any(@Ids))",
        """
            update audit_entry set before = before - array['name', 'email', 'title', 'productUserIds'],
              after = after - array['name', 'email', 'title', 'productUserIds', 'moved']
            where subject = 'contact' and subject_id = any(@Ids)
              and (before ?| array['name', 'email', 'title', 'productUserIds'] or after ?| array['name', 'email',
                'title', 'productUserIds', 'moved'])
            """,
    ];

    private const string Insert = """
        insert into erasure (id, contact_id, account_id, reason, requested_by, requested_at, spellings)
        values (@erasure, @Id, @AccountId, @Reason, @By, @Now, @Spellings)
        """;
}
