using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.Accounts.Contacts;
using Platform.Accounts.Coverage;
using Platform.Accounts.Segments;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Merges;

/// <summary>Takes a merge back within 30 days: what the duplicate brought is its own again; what came later stays with
/// the account that was kept.</summary>
public static class UndoMerge
{
    public static void Map(IEndpointRouteBuilder merges) =>
        merges.MapPost("/{id:guid}/undo", HandleAsync).WithName(nameof(UndoMerge));

    internal static async Task<Results<Ok<Merge>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        AccountWriter accounts,
        ContactWriter contacts,
        CoverageStore coverage,
        SegmentMembership segments,
        AuditLog audit,
        Caller caller,
        RequestContext context,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var row = await work.SingleOrDefaultAsync<MergeRow>($"{MergeRow.Read} where id = @id for update", new { id });
        if (row is null)
            return MergeProblems.NotFound(id).ToResult();
        var merge = row.ToMerge();
        if (merge.UndoneAt is not null)
            return MergeProblems.Undone(id).ToResult();
        if (context.Now > merge.UndoUntil)
            return MergeProblems.TooLate(merge.UndoUntil).ToResult();
        await AccountAccess.RequireWriteAsync(work, caller, row.AccountId);
        var kept = await work.ScalarAsync<Guid?>(
            $"select merged_into from {merge.Subject} where id = @KeptId",
            new { merge.KeptId }
        );
        if (kept is { } into)
            return MergeProblems.KeptIsMerged(merge.KeptId, into).ToResult();

        var moved = JsonSerializer.Deserialize<MovedRows>(row.Moved, ContractJson.Options)!;
        if (merge.Subject == "account")
            await UndoAccountAsync(work, merge, moved, accounts, coverage, segments);
        else
            await UndoContactAsync(work, merge, moved, contacts);
        await work.ExecuteAsync(
            "update merge set undone_at = @Now, undone_by = @By where id = @id",
            new
            {
                id,
                context.Now,
                By = caller.Id,
            }
        );
        await audit.WriteAsync(
            work,
            new AuditEntry("merge_undone", merge.Subject, merge.KeptId, row.AccountId, new { merge.DuplicateId }, null)
        );
        await work.CommitAsync();
        return TypedResults.Ok(merge with { UndoneAt = context.Now });
    }

    private static async Task UndoAccountAsync(
        UnitOfWork work,
        Merge merge,
        MovedRows moved,
        AccountWriter accounts,
        CoverageStore coverage,
        SegmentMembership segments
    )
    {
        var locked = await AccountReader.LockAsync(work, [merge.KeptId, merge.DuplicateId]);
        var to = new
        {
            To = merge.DuplicateId,
            From = merge.KeptId,
            moved.Sources,
            moved.ExternalIds,
            moved.Contacts,
            moved.Tickets,
            moved.Activities,
            moved.TimelineEntries,
            moved.Children,
        };
        await work.ExecuteAsync(
            "update account_external_id set account_id = @To from unnest(@Sources, @ExternalIds) as given "
                + "(source, id) where account_external_id.source = given.source and external_id = given.id and "
                + "account_id = @From",
            to
        );
        await work.ExecuteAsync(
            "update contact set account_id = @To where id = any(@Contacts) and account_id = @From",
            to
        );
        await work.ExecuteAsync(
            "update ticket set account_id = @To where id = any(@Tickets) and account_id = @From",
            to
        );
        await work.ExecuteAsync(
            "update activity set account_id = @To where id = any(@Activities) and account_id = @From",
            to
        );
        await work.ExecuteAsync(
            "update timeline_entry set account_id = @To where id = any(@TimelineEntries) and account_id = @From",
            to
        );
        await work.ExecuteAsync(
            "update account set parent_id = @To where id = any(@Children) and parent_id = @From",
            to
        );
        var (kept, duplicate) = (locked[merge.KeptId], locked[merge.DuplicateId]);
        await accounts.SaveAsync(
            work,
            [
                new AccountChange(duplicate, duplicate with { MergedInto = null }, [])
                {
                    AlsoChanged = ["externalIds"],
                },
                new AccountChange(kept, kept, []) { AlsoChanged = ["externalIds"] },
            ]
        );
        await coverage.RefreshAsync(work, [kept.Id, duplicate.Id]);
        await work.ExecuteAsync(MovedRows.CountTickets, new { ids = new[] { kept.Id, duplicate.Id } });
        await segments.EvaluateAsync(work, [kept.Id, duplicate.Id]);
        await work.EnqueueAsync(new AccountMergeUndone(kept.Id, duplicate.Id, merge.Id), kept.Id);
    }

    private static async Task UndoContactAsync(UnitOfWork work, Merge merge, MovedRows moved, ContactWriter contacts)
    {
        var locked = await ContactReader.LockAsync(work, [merge.KeptId, merge.DuplicateId]);
        var to = new
        {
            To = merge.DuplicateId,
            From = merge.KeptId,
            moved.Sources,
            moved.ExternalIds,
            moved.Activities,
        };
        await work.ExecuteAsync(
            "update contact_external_id set contact_id = @To from unnest(@Sources, @ExternalIds) as given "
                + "(source, id) where contact_external_id.source = given.source and external_id = given.id and "
                + "contact_id = @From",
            to
        );
        await work.ExecuteAsync(
            "update activity_participant set contact_id = @To where activity_id = any(@Activities) and "
                + "contact_id = @From",
            to
        );
        var last = await work.ScalarAsync<DateTimeOffset?>(
            "select max(occurred_at) from activity_participant join activity on activity.id = activity_id where "
                + "contact_id = @To and two_way",
            to
        );
        var (kept, duplicate) = (locked[merge.KeptId], locked[merge.DuplicateId]);
        await work.ExecuteAsync("update contact set merged_into = null where id = @To", to);
        await contacts.SaveAsync(
            work,
            [
                new ContactChange(
                    duplicate,
                    duplicate with
                    {
                        Roles = moved.Roles,
                        ProductUserIds = moved.ProductUserIds,
                        LastTwoWayContactAt = last,
                    },
                    []
                ),
                new ContactChange(
                    kept,
                    kept with
                    {
                        ProductUserIds = [.. kept.ProductUserIds.Except(moved.ProductUserIds, StringComparer.Ordinal)],
                    },
                    []
                ),
            ]
        );
    }
}
