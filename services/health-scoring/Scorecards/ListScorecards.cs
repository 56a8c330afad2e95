using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scorecards;

public sealed record ListScorecardsResponse(IReadOnlyList<ScorecardResponse> Items);

/// <summary><c>GET /v1/scorecards?segment=&amp;status=</c>: all versions, latest first.</summary>
public static class ListScorecards
{
    public static void Map(IEndpointRouteBuilder scorecards) => scorecards.MapGet("/", HandleAsync).WithName(nameof(ListScorecards));

    private static async Task<Ok<ListScorecardsResponse>> HandleAsync(Database database, CancellationToken ct, string? segment = null, string? status = null) =>
        TypedResults.Ok(new ListScorecardsResponse([.. (await database.QueryAsync<ScorecardRow>(Select, new { segment, status }, ct)).Select(ScorecardResponse.From)]));

    private const string Select = $"""
        select {ScorecardRow.Columns} from scorecard
        where (@segment::text is null or segment = @segment) and (@status::text is null or status = @status)
        order by segment, version desc limit 500
        """;
}
