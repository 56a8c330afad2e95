using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Segments;

public sealed record ListSegmentsResponse(IReadOnlyList<SegmentResponse> Items);

/// <summary>Segments with how many accounts each has; the accounts themselves are <c>GET
/// /v1/accounts?segment=…</c>.</summary>
public static class ListSegments
{
    public static void Map(IEndpointRouteBuilder segments) =>
        segments.MapGet("/", HandleAsync).WithName(nameof(ListSegments));

    private static async Task<Ok<ListSegmentsResponse>> HandleAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(new ListSegmentsResponse(await ReadAsync(database, ct)));

    internal static async Task<IReadOnlyList<SegmentResponse>> ReadAsync(Database database, CancellationToken ct) =>
        [
            .. (await database.QueryAsync<SegmentRow>($"{SegmentRow.Read} order by name", ct: ct)).Select(row =>
                row.ToResponse()
            ),
        ];
}
