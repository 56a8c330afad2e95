using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Risks;

public static class GetRisks
{
    public static void Map(IEndpointRouteBuilder risks)
    {
        risks.MapGet("/", ListAsync).WithName("ListRisks").WithDescription("Risks of accounts, the newest first.");
        risks
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetRisk")
            .WithDescription("One risk with the days in each state and the plays against it.");
        risks
            .MapGet("/plays", (Database database, CancellationToken ct) =>
                database.QueryAsync<PlayView>(
                    "select code, category, title, steps from play order by category, code",
                    null,
                    ct
                )
            )
            .WithName("ListPlays")
            .WithDescription("What to do against a risk, by category.");
    }

    private static async Task<Page<RiskView>> ListAsync(
        Guid? accountId,
        string? owner,
        bool? open,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var before = Cursor.Read<Before>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<RiskView>(
            List,
            new
            {
                accountId,
                owner,
                open,
                before,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<RiskView>.From(rows, page.Limit, r => r, r => new Before(r.Id));
    }

    private static async Task<Results<Ok<RiskDetail>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<RiskView>($"{RiskView.Select} where r.id = @id", new { id }, ct)
            is not { } risk
        )
            return Problem.NotFound("risk", id).ToResult();
        response.SetETag(risk.Version);
        var states = await database.QueryAsync<(string State, DateTime EnteredAt)>(
            "select state, entered_at from risk_state where risk_id = @id order by version",
            new { id },
            ct
        );
        var plays = await database.QueryAsync<RiskPlayView>(Plays, new { id }, ct);
        return TypedResults.Ok(
            new RiskDetail(risk, DaysIn(states, risk.ClosedAt?.UtcDateTime ?? clock.GetUtcNow().UtcDateTime), plays)
        );
    }

    private static Dictionary<string, int> DaysIn(
        IReadOnlyList<(string State, DateTime EnteredAt)> states,
        DateTime until
    )
    {
        var days = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < states.Count; i++)
        {
            var end = i + 1 < states.Count ? states[i + 1].EnteredAt : until;
            days[states[i].State] =
                days.GetValueOrDefault(states[i].State) + Math.Max(0, (int)(end - states[i].EnteredAt).TotalDays);
        }

        return days;
    }

    private sealed record Before(Guid Id);

    private sealed class PlayView
    {
        public string Code { get; init; } = "";
        public string Category { get; init; } = "";
        public string Title { get; init; } = "";
        public string Steps { get; init; } = "";
    }

    private const string List = $"""
        {RiskView.Select}
        where (@accountId::uuid is null or r.account_id = @accountId) and (@owner::text is null or r.owner = @owner)
          and (@open::bool is null or (r.closed_at is null) = @open) and (@before::uuid is null or r.id < @before)
        order by r.id desc limit @Limit
        """;

    internal const string Plays = """
        select p.play, d.title, d.steps, p.started_at, p.due_on, p.done_at, p.done_by, p.result
        from risk_play p join play d on d.code = p.play where p.risk_id = @id order by p.started_at
        """;
}
