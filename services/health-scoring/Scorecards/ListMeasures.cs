using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scorecards;

public sealed record ListMeasuresResponse(IReadOnlyList<MeasureResponse> Items);

/// <summary><c>GET /v1/scorecards/measures</c>: what a scorecard can weigh.</summary>
public static class ListMeasures
{
    public static void Map(IEndpointRouteBuilder scorecards) =>
        scorecards
            .MapGet("/measures", () =>
                TypedResults.Ok(
                    new ListMeasuresResponse([
                        .. MeasureCatalogue
                            .All.Where(m => m.Measure != Measure.Override)
                            .Select(m => new MeasureResponse(m.Name, m.Unit, m.Decimals, m.Meaning)),
                    ])
                )
            )
            .WithName(nameof(ListMeasures))
            .WithDescription("The measures that scorecards may weigh, with unit and meaning.");
}
