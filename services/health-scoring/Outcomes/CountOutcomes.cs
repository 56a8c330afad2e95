using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Outcomes;

/// <summary><c>GET /v1/predictions/outcomes</c>: what there is to validate with and to learn from.</summary>
public static class CountOutcomes
{
    public static void Map(IEndpointRouteBuilder predictions) =>
        predictions.MapGet("/outcomes", HandleAsync).WithName(nameof(CountOutcomes));

    private static async Task<Ok<OutcomesResponse>> HandleAsync(
        Database database,
        UsageCalendar calendar,
        CancellationToken ct
    )
    {
        var known = await OutcomeBook.ReadAsync(database, calendar.Today, segment: null, ct);
        return TypedResults.Ok(
            new OutcomesResponse(
                known.Count,
                known.Count == 0 ? null : known[0].DecidedOn,
                known.Count == 0 ? null : known[^1].DecidedOn,
                OutcomeKinds.All.ToDictionary(k => k, k => known.Count(o => o.Kind == k), StringComparer.Ordinal)
            )
        );
    }
}
