using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Timeline;

/// <summary>An account's history, newest first; <c>types</c> filters (comma-separated).</summary>
public static class GetTimeline
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/timeline", HandleAsync).WithName(nameof(GetTimeline));

    private static async Task<Ok<Page<TimelineEntryResponse>>> HandleAsync(
        Guid id,
        string? types,
        DateTimeOffset? from,
        DateTimeOffset? to,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var wanted = types?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        TimelineTypes.Require(wanted);
        await AccountAccess.RequireKnownAsync(database, id, ct);
        return TypedResults.Ok(await TimelinePages.ReadAsync(database, id, wanted, from, to, page, ct));
    }
}
