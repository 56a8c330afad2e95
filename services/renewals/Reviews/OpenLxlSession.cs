using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Risks;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Reviews;

/// <param name="Quarter">As 2026-Q4; one session a quarter.</param>
/// <param name="HeldOn">The day on which it takes place, ISO date; it may lie ahead, so that people prepare.</param>
public sealed record OpenLxlSessionRequest(
    [Required, RegularExpression("^[0-9]{4}-Q[1-4]$")] string Quarter,
    DateOnly HeldOn
);

/// <summary>The quarterly line-by-line review: proposes the accounts, keeps the asks of executives until they are
/// done.</summary>
public static class OpenLxlSession
{
    public static void Map(IEndpointRouteBuilder sessions) =>
        sessions
            .MapPost("/", HandleAsync)
            .WithName(nameof(OpenLxlSession))
            .WithDescription("Opens the leaders' session of a quarter with the largest accounts and their state.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Created<LxlSessionResponse>, ProblemHttpResult>> HandleAsync(
        OpenLxlSessionRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    request.Quarter,
                    request.HeldOn,
                    By = caller.Id,
                    Now = clock.GetUtcNow(),
                }
            ) == 0
        )
            return new Problem(
                "renewals/session-exists",
                StatusCodes.Status409Conflict,
                "The quarter has its session.",
                $"There is a session for {request.Quarter}."
            ).ToResult();
        await work.ExecuteAsync(
            Propose,
            new
            {
                id,
                day.Today,
                Horizon = day.Today.AddMonths(6),
            }
        );
        var session = await LxlSessionReader.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Created($"/v1/lxl-sessions/{id}", session);
    }

    private const string Insert = """
        insert into lxl_session (id, quarter, held_on, created_by, created_at, version)
            values (@id, @Quarter, @HeldOn, @By, @Now, 1)
        on conflict on constraint lxl_session_quarter do nothing
        """;

    private const string Propose = $"""
        insert into lxl_account (session_id, account_id, reasons)
        select @id, account_id, array_agg(reason order by reason) from (
            select account_id, 'at_risk' as reason from ({AtRisk.Reasons}) risks
            union select account_id, 'expansion' from expansion where closed_at is null
            union select account_id, 'renewing' from renewal
                where outcome is null and ends_on between @Today and @Horizon
            union select account_id, 'open_asks' from lxl_ask where done_on is null) reasons
        group by account_id
        """;
}
