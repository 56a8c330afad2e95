using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Outcomes;

/// <param name="Kinds">How many of each kind are known.</param>
public sealed record CountOutcomesResponse(
    int Count,
    DateOnly? From,
    DateOnly? To,
    IReadOnlyDictionary<string, int> Kinds
);

/// <summary><c>GET /v1/predictions/outcomes</c>: what there is to validate with and to learn from.</summary>
public static class CountOutcomes
{
    public static void Map(IEndpointRouteBuilder predictions) =>
        predictions.MapGet("/outcomes", HandleAsync).WithName(nameof(CountOutcomes));

    private static async Task<Ok<CountOutcomesResponse>> HandleAsync(
        Database database,
        UsageCalendar calendar,
        CancellationToken ct
    )
    {
        var known = await OutcomeRepository.ReadAsync(database, calendar.Today, segment: null, ct);
        return TypedResults.Ok(
            new CountOutcomesResponse(
                known.Count,
                known.Count == 0 ? null : known[0].DecidedOn,
                known.Count == 0 ? null : known[^1].DecidedOn,
                OutcomeKinds.All.ToDictionary(k => k, k => known.Count(o => o.Kind == k), StringComparer.Ordinal)
            )
        );
    }
}
