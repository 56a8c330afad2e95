using Platform.Accounts.Accounts;
using Platform.Accounts.Calendar;
using Platform.Accounts.Timeline;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Accounts.Kickoffs;

/// <summary>Kickoffs with their clock; one counts as held only after the internal sales-to-CS transition.</summary>
public static class KickoffClock
{
    public static void Map(IEndpointRouteBuilder kickoffs)
    {
        kickoffs
            .MapGet("/", ListAsync)
            .WithName("ListKickoffs")
            .WithDescription("Kickoffs that are due or overdue, by contract.");
        kickoffs
            .MapPost("/{contractId:guid}/held", HeldAsync)
            .WithName("HoldKickoff")
            .WithDescription(
                "The kickoff of a contract took place; the clock stops. "
                    + "Only once sales has handed the account over: the transition was accepted."
            )
            .Produces<Kickoff>();
    }

    private static async Task<IResult> ListAsync(
        Guid? account,
        bool? overdue,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var calendar = await CalendarStore.ReadAsync(database, ct);
        var today = calendar.DateOf(clock.GetUtcNow());
        var rows = await database.QueryAsync<Row>(
            """
            select contract_id, account_id, signed_on, due_on, held_at from kickoff
            where (@account::uuid is null or account_id = @account)
                and (@overdue::boolean is null or (held_at is null and due_on < @today) = @overdue)
            order by due_on, contract_id limit 500
            """,
            new
            {
                account,
                overdue,
                today,
            },
            ct
        );
        return TypedResults.Ok(new { items = rows.Select(row => row.ToKickoff(calendar, today)) });
    }

    private static async Task<IResult> HeldAsync(
        Guid contractId,
        Database database,
        TimelineWriter timeline,
        Caller caller,
        RequestContext context,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var row = await work.SingleOrDefaultAsync<Row>(
            "select contract_id, account_id, signed_on, due_on, held_at from kickoff where contract_id = "
                + "@contractId for update",
            new { contractId }
        );
        if (row is null)
            return Problem.NotFound("kickoff", contractId).ToResult();
        await AccountAccess.RequireWriteAsync(work, caller, row.AccountId);
        if (
            row.HeldAt is null
            && await SalesTransition.RefuseKickoffAsync(work, row.AccountId, contractId) is { } problem
        )
            return problem.ToResult();

        var calendar = await CalendarStore.ReadAsync(work);
        await work.ExecuteAsync(
            "update kickoff set held_at = coalesce(held_at, @Now), held_by = coalesce(held_by, @Id) where "
                + "contract_id = @contractId",
            new
            {
                contractId,
                context.Now,
                caller.Id,
            }
        );
        if (row.HeldAt is null)
            await timeline.AppendAsync(
                work,
                new TimelineEntry(
                    Guid.CreateVersion7(),
                    row.AccountId,
                    context.Now,
                    "kickoff_held",
                    "Kickoff held",
                    contractId
                )
            );
        await work.CommitAsync();
        return TypedResults.Ok(
            (row with { HeldAt = row.HeldAt ?? context.Now }).ToKickoff(calendar, calendar.DateOf(context.Now))
        );
    }

    private sealed record Row
    {
        public Guid ContractId { get; init; }
        public Guid AccountId { get; init; }
        public DateOnly SignedOn { get; init; }
        public DateOnly DueOn { get; init; }
        public DateTimeOffset? HeldAt { get; init; }

        public Kickoff ToKickoff(BusinessCalendar calendar, DateOnly today) =>
            new(
                ContractId,
                AccountId,
                SignedOn,
                DueOn,
                HeldAt,
                HeldAt is null ? calendar.Between(today, DueOn) : null,
                (HeldAt is { } held ? calendar.DateOf(held) : today) > DueOn
            );
    }
}
