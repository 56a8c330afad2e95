using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

/// <param name="Until">Last day on which it holds; then the rule decides again.</param>
public sealed record OverridePriorityRequest(string Priority, string Reason, DateOnly Until);

/// <summary>A person's word on P1, P2 or P3, with a reason and an end.</summary>
public static class OverridePriority
{
    private const int LongestDays = 366;

    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPut("/{id:guid}/priority-override", HandleAsync).WithName(nameof(OverridePriority));

    private static async Task<Results<Ok<AccountResponse>, ProblemHttpResult>> HandleAsync(
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
        var account = await AccountReader.LockForChangeAsync(work, caller, id);
        var today = await membership.TodayAsync(work);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!Account.Priorities.Contains(request.Priority, StringComparer.Ordinal))
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
        await writer.SaveAsync(work, [new AccountChange(account, account, [])]);
        await work.CommitAsync();
        return TypedResults.Ok(AccountResponse.From((await AccountReader.FindAsync(database, id, ct))!));
    }

    private const string Upsert = """
        insert into priority_override (account_id, priority, reason, until, set_by, set_at)
            values (@id, @Priority, @Reason, @Until, @By, @Now)
        on conflict (account_id) do update
            set priority = excluded.priority, reason = excluded.reason, until = excluded.until,
            set_by = excluded.set_by, set_at = excluded.set_at
        """;
}
