using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.Accounts.Audit;
using Platform.Accounts.Contacts;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Merges;

/// <summary>Makes a duplicate contact of the same account part of the one that stays: external ids, activities, roles
/// and product users follow.</summary>
public static class MergeContacts
{
    public static void Map(IEndpointRouteBuilder contacts) =>
        contacts.MapPost("/{id:guid}/merge", HandleAsync).WithName(nameof(MergeContacts));

    private static async Task<Results<Ok<Merge>, ProblemHttpResult>> HandleAsync(
        Guid id,
        MergeRequest request,
        Database database,
        ContactWriter writer,
        AuditLog audit,
        Caller caller,
        RequestContext context,
        CancellationToken ct
    )
    {
        if (id == request.DuplicateId)
            return MergeProblems.Same().ToResult();
        await using var work = await database.BeginAsync(ct);
        var locked = await ContactReader.LockAsync(work, [id, request.DuplicateId]);
        if (!locked.TryGetValue(id, out var kept))
            return Problem.NotFound("contact", id).ToResult();
        if (!locked.TryGetValue(request.DuplicateId, out var duplicate))
            return Problem.NotFound("contact", request.DuplicateId).ToResult();
        if (kept.AccountId != duplicate.AccountId)
            return Problem.Invalid("duplicateId", "belongs to another account; merge the accounts first").ToResult();
        await AccountAccess.RequireWriteAsync(work, caller, kept.AccountId);
        if (
            await work.ScalarAsync<bool>(
                "select exists (select 1 from contact where id = any(@ids) and merged_into is not null)",
                new { ids = new[] { id, duplicate.Id } }
            )
        )
            return MergeProblems.Merged(duplicate.Id).ToResult();

        var mergeId = Guid.CreateVersion7();
        var moved = await MoveAsync(work, duplicate, kept);
        await work.ExecuteAsync(
            Insert,
            new
            {
                mergeId,
                id,
                Duplicate = duplicate.Id,
                kept.AccountId,
                Moved = JsonSerializer.Serialize(moved, ContractJson.Options),
                request.Reason,
                By = caller.Id,
                context.Now,
            }
        );
        await writer.SaveAsync(
            work,
            [
                new ContactChange(
                    duplicate,
                    duplicate with
                    {
                        ProductUserIds = [],
                        Roles = [],
                        LastTwoWayContactAt = null,
                    },
                    []
                ),
                new ContactChange(kept, Combined(kept, duplicate), []),
            ]
        );
        await work.ExecuteAsync(
            "update contact set merged_into = @id where id = @Duplicate",
            new { id, Duplicate = duplicate.Id }
        );
        await audit.WriteAsync(
            work,
            new AuditEntry(
                "merged",
                "contact",
                id,
                kept.AccountId,
                null,
                new { duplicateId = duplicate.Id, moved },
                request.Reason
            )
        );
        await work.CommitAsync();
        return TypedResults.Ok(
            new Merge(
                mergeId,
                "contact",
                id,
                duplicate.Id,
                context.Now,
                caller.Id,
                request.Reason,
                context.Now + Merge.UndoTime,
                null
            )
        );
    }

    private static Contact Combined(Contact kept, Contact duplicate) =>
        kept with
        {
            Email = kept.Email ?? duplicate.Email,
            Title = kept.Title ?? duplicate.Title,
            Seniority = kept.Seniority ?? duplicate.Seniority,
            Function = kept.Function ?? duplicate.Function,
            Roles = [.. kept.Roles.Union(duplicate.Roles, StringComparer.Ordinal)],
            ProductUserIds = [.. kept.ProductUserIds.Union(duplicate.ProductUserIds, StringComparer.Ordinal)],
            LastTwoWayContactAt =
                kept.LastTwoWayContactAt is null || duplicate.LastTwoWayContactAt > kept.LastTwoWayContactAt
                    ? duplicate.LastTwoWayContactAt
                    : kept.LastTwoWayContactAt,
        };

    private static async Task<MovedRows> MoveAsync(UnitOfWork work, Contact duplicate, Contact kept)
    {
        var args = new { From = duplicate.Id, To = kept.Id };
        var ids = await work.QueryAsync<MovedId>(
            "update contact_external_id set contact_id = @To where contact_id = @From returning source, external_id",
            args
        );
        // Where both took part in one activity there is nothing to move.
        var activities = await work.QueryAsync<Guid>(
            """
            update activity_participant set contact_id = @To where contact_id = @From
              and not exists (select 1 from activity_participant as other
                  where other.activity_id = activity_participant.activity_id and other.contact_id = @To)
            returning activity_id
            """,
            args
        );
        return new MovedRows
        {
            Sources = [.. ids.Select(row => row.Source)],
            ExternalIds = [.. ids.Select(row => row.ExternalId)],
            Activities = [.. activities],
            Roles = [.. duplicate.Roles],
            ProductUserIds = [.. duplicate.ProductUserIds],
        };
    }

    private sealed class MovedId
    {
        public string Source { get; init; } = "";
        public string ExternalId { get; init; } = "";
    }

    private const string Insert = """
        insert into merge (id, subject, kept_id, duplicate_id, account_id, moved, reason, merged_by, merged_at)
        values (@mergeId, 'contact', @id, @Duplicate, @AccountId, @Moved::jsonb, @Reason, @By, @Now)
        """;
}
