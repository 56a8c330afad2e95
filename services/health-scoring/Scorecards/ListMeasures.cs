using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scorecards;

public sealed record MeasureResponse(string Name, string Unit, int Decimals, string Meaning);

public sealed record ListMeasuresResponse(IReadOnlyList<MeasureResponse> Items);

/// <summary><c>GET /v1/measures</c>: what a scorecard can weigh.</summary>
public static class ListMeasures
{
    public static void Map(IEndpointRouteBuilder measures) => measures.MapGet("/", () =>
        TypedResults.Ok(new ListMeasuresResponse([.. MeasureCatalogue.All.Select(m => new MeasureResponse(m.Name, m.Unit, m.Decimals, m.Meaning))]))).WithName(nameof(ListMeasures));
}
