using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.Accounts.Coverage;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Merges;

/// <summary>Makes a duplicate part of the account that stays: contacts, tickets, activities, history and external ids
/// follow; its owners' periods stay as they were.</summary>
public static class MergeAccounts
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPost("/{id:guid}/merge", HandleAsync).WithName(nameof(MergeAccounts));

    internal static async Task<Results<Ok<Merge>, ProblemHttpResult>> HandleAsync(
        Guid id,
        MergeRequest request,
        Database database,
        AccountWriter writer,
        CoverageStore coverage,
        AuditLog audit,
        TimelineWriter timeline,
        Caller caller,
        RequestContext context,
        CancellationToken ct
    )
    {
        if (id == request.DuplicateId)
            return MergeProblems.Same().ToResult();
        await using var work = await database.BeginAsync(ct);
        var locked = await AccountReader.LockAsync(work, [id, request.DuplicateId]);
        if (!locked.TryGetValue(id, out var kept))
            return AccountProblems.NotFound(id).ToResult();
        if (!locked.TryGetValue(request.DuplicateId, out var duplicate))
            return AccountProblems.NotFound(request.DuplicateId).ToResult();
        await AccountAccess.RequireWriteAsync(work, caller, id);
        await AccountAccess.RequireWriteAsync(work, caller, duplicate.Id);
        if ((kept.MergedInto ?? duplicate.MergedInto) is not null)
            return MergeProblems.Merged(kept.MergedInto is null ? duplicate.Id : id).ToResult();

        var mergeId = Guid.CreateVersion7();
        var moved = await MoveAsync(work, duplicate.Id, id);
        await work.ExecuteAsync(
            Insert,
            new
            {
                mergeId,
                id,
                Duplicate = duplicate.Id,
                Moved = JsonSerializer.Serialize(moved, ContractJson.Options),
                request.Reason,
                By = caller.Id,
                context.Now,
            }
        );
        await work.ExecuteAsync("delete from segment_member where account_id = @Id", new { duplicate.Id });
        await writer.SaveAsync(
            work,
            [
                new AccountChange(duplicate, duplicate with { MergedInto = id, ParentId = null }, [], request.Reason),
                new AccountChange(
                    kept,
                    kept with
                    {
                        ParentId = kept.ParentId == duplicate.Id ? duplicate.ParentId : kept.ParentId,
                    },
                    []
                )
                {
                    AlsoChanged = ["externalIds"],
                },
            ]
        );
        await coverage.RefreshAsync(work, [id, duplicate.Id]);
        await work.ExecuteAsync(MovedRows.CountTickets, new { ids = new[] { id, duplicate.Id } });
        await audit.WriteAsync(
            work,
            new AuditEntry("merged", "account", id, id, null, new { duplicateId = duplicate.Id, moved }, request.Reason)
        );
        await timeline.AppendAsync(
            work,
            new TimelineEntry(
                Guid.CreateVersion7(),
                id,
                context.Now,
                "accounts_merged",
                $"{duplicate.Name} was merged into this account",
                duplicate.Id
            )
        );
        await work.EnqueueAsync(new AccountsMerged(id, duplicate.Id, mergeId), id);
        await work.CommitAsync();
        return TypedResults.Ok(
            new Merge(
                mergeId,
                "account",
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

    private static async Task<MovedRows> MoveAsync(UnitOfWork work, Guid from, Guid to)
    {
        var args = new { from, to };
        var ids = await work.QueryAsync<MovedId>(
            "update account_external_id set account_id = @to where account_id = @from returning source, external_id",
            args
        );
        return new MovedRows
        {
            Sources = [.. ids.Select(row => row.Source)],
            ExternalIds = [.. ids.Select(row => row.ExternalId)],
            Contacts =
            [
                .. await work.QueryAsync<Guid>(
                    "update contact set account_id = @to where account_id = @from returning id",
                    args
                ),
            ],
            Tickets =
            [
                .. await work.QueryAsync<Guid>(
                    "update ticket set account_id = @to where account_id = @from returning id",
                    args
                ),
            ],
            Activities =
            [
                .. await work.QueryAsync<Guid>(
                    "update activity set account_id = @to where account_id = @from returning id",
                    args
                ),
            ],
            TimelineEntries =
            [
                .. await work.QueryAsync<Guid>(
                    "update timeline_entry set account_id = @to where account_id = @from returning id",
                    args
                ),
            ],
            Children =
            [
                .. await work.QueryAsync<Guid>(
                    "update account set parent_id = @to where parent_id = @from and id <> @to returning id",
                    args
                ),
            ],
        };
    }

    private sealed class MovedId
    {
        public string Source { get; init; } = "";
        public string ExternalId { get; init; } = "";
    }

    private const string Insert = """
        insert into merge (id, subject, kept_id, duplicate_id, account_id, moved, reason, merged_by, merged_at)
        values (@mergeId, 'account', @id, @Duplicate, @id, @Moved::jsonb, @Reason, @By, @Now)
        """;
}
