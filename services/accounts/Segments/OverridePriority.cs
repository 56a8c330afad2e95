using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

/// <param name="Until">Last day on which it holds; then the rule decides again.</param>
public sealed record OverridePriorityRequest(string Priority, string Reason, DateOnly Until);

/// <summary>A person's word on P1, P2 or P3, with a reason and an end; DELETE takes it back.</summary>
public static class OverridePriority
{
    private const int LongestDays = 366;

    public static void Map(IEndpointRouteBuilder accounts)
    {
        accounts
            .MapPut("/{id:guid}/priority-override", PutAsync)
            .WithName(nameof(OverridePriority))
            .Produces<AccountAnswer>();
        accounts
            .MapDelete("/{id:guid}/priority-override", DeleteAsync)
            .WithName("RemovePriorityOverride")
            .WithDescription("Ends a person's override; the priority is computed again from then on.")
            .Produces<AccountAnswer>();
    }

    private static async Task<IResult> PutAsync(
        Guid id,
        OverridePriorityRequest request,
        Database database,
        AccountWriter writer,
        AuditLog audit,
        SegmentMembership membership,
        Caller caller,
        RequestContext context,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var account = await AccountAccess.LockForChangeAsync(work, caller, id);
        var today = await membership.TodayAsync(work);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!Classification.Priorities.Contains(request.Priority, StringComparer.Ordinal))
            errors["priority"] = [$"'{request.Priority}' is not one of p1, p2, p3"];
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 1000)
            errors["reason"] = ["is required, at most 1,000 characters"];
        if (request.Until < today || request.Until > today.AddDays(LongestDays))
            errors["until"] = [$"'{request.Until:yyyy-MM-dd}' is not a day from today to a year ahead"];
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();

        await work.ExecuteAsync(
            Upsert,
            new
            {
                id,
                request.Priority,
                request.Reason,
                request.Until,
                By = caller.Id,
                context.Now,
            }
        );
        await audit.WriteAsync(
            work,
            new AuditEntry("overridden", "priority", id, id, new { account.Priority }, request, request.Reason)
        );
        return await SaveAsync(work, account, database, writer, ct);
    }

    private static async Task<IResult> DeleteAsync(
        Guid id,
        Database database,
        AccountWriter writer,
        AuditLog audit,
        Caller caller,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var account = await AccountAccess.LockForChangeAsync(work, caller, id);
        if (await work.ExecuteAsync("delete from priority_override where account_id = @id", new { id }) > 0)
            await audit.WriteAsync(
                work,
                new AuditEntry("override_removed", "priority", id, id, new { account.Priority }, null)
            );
        return await SaveAsync(work, account, database, writer, ct);
    }

    private static async Task<IResult> SaveAsync(
        UnitOfWork work,
        Account account,
        Database database,
        AccountWriter writer,
        CancellationToken ct
    )
    {
        await writer.SaveAsync(work, [new AccountChange(account, account, [])]);
        await work.CommitAsync();
        return TypedResults.Ok(AccountAnswer.From((await AccountReader.FindAsync(database, account.Id, ct))!));
    }

    private const string Upsert = """
        insert into priority_override (account_id, priority, reason, until, set_by, set_at)
            values (@id, @Priority, @Reason, @Until, @By, @Now)
        on conflict (account_id) do update
            set priority = excluded.priority, reason = excluded.reason, until = excluded.until,
            set_by = excluded.set_by, set_at = excluded.set_at
        """;
}
