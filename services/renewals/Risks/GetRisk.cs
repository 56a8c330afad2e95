using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Risks;

/// <param name="DaysIn">Whole days in each state so far.</param>
/// <param name="Risk">The risk itself.</param>
/// <param name="Plays">What was started against it.</param>
public sealed record GetRiskResponse(
    RiskResponse Risk,
    IReadOnlyDictionary<string, int> DaysIn,
    IReadOnlyList<RiskPlayResponse> Plays
);

public static class GetRisk
{
    public static void Map(IEndpointRouteBuilder risks) =>
        risks
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetRisk))
            .WithDescription("One risk with the days in each state and the plays against it.");

    private static async Task<Results<Ok<GetRiskResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<RiskResponse>($"{RiskResponse.Select} where r.id = @id", new { id }, ct)
            is not { } risk
        )
            return Problem.NotFound("risk", id).ToResult();
        response.SetETag(risk.Version);
        var states = await database.QueryAsync<(string State, DateTime EnteredAt)>(
            "select state, entered_at from risk_state where risk_id = @id order by version",
            new { id },
            ct
        );
        var plays = await database.QueryAsync<RiskPlayResponse>(RiskPlayResponse.OfRisk, new { id }, ct);
        return TypedResults.Ok(
            new GetRiskResponse(
                risk,
                DaysIn(states, risk.ClosedAt?.UtcDateTime ?? clock.GetUtcNow().UtcDateTime),
                plays
            )
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
}
