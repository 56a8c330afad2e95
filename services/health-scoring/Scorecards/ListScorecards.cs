using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Scorecards.Library;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scorecards;

public sealed record ListScorecardsResponse(IReadOnlyList<ScorecardResponse> Items);

/// <summary><c>GET /v1/scorecards?segment=&amp;status=</c>: all versions, latest first.</summary>
public static class ListScorecards
{
    public static void Map(IEndpointRouteBuilder scorecards) =>
        scorecards.MapGet("/", HandleAsync).WithName(nameof(ListScorecards));

    private static readonly string[] Statuses = ["draft", "trial", "active", "retired"];

    private static async Task<Results<Ok<ListScorecardsResponse>, ProblemHttpResult>> HandleAsync(
        Database database,
        CancellationToken ct,
        string? segment = null,
        string? status = null
    )
    {
        if (status is not null && !Statuses.Contains(status, StringComparer.Ordinal))
            return Problem.Invalid("status", $"'{status}' is none of {string.Join(", ", Statuses)}").ToResult();
        if (await KnownSizes.CheckAsync(database, "segment", segment, ct) is { } unknown)
            return unknown.ToResult();
        var rows = await database.QueryAsync<ScorecardRow>(Select, new { segment, status }, ct);
        return TypedResults.Ok(new ListScorecardsResponse([.. rows.Select(ScorecardResponse.From)]));
    }

    private const string Select = $"""
        select {ScorecardRow.Columns} from scorecard
        where (@segment::text is null or segment = @segment) and (@status::text is null or status = @status)
        order by segment, version desc limit 500
        """;
}
