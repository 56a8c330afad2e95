using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Inbox;

/// <param name="Open">What is open and not snoozed.</param>
/// <param name="Overdue">Of those, what is late.</param>
/// <param name="ByKind">Open items by kind.</param>
public sealed record CountInboxResponse(long Open, long Overdue, IReadOnlyDictionary<string, long> ByKind);

public static class CountInbox
{
    public static void Map(IEndpointRouteBuilder inbox) =>
        inbox
            .MapGet("/counts", HandleAsync)
            .WithName(nameof(CountInbox))
            .WithDescription("How much a person owes, by kind.");

    /// <param name="owner">User id, or <c>me</c>; <c>me</c> unless said.</param>
    private static async Task<Ok<CountInboxResponse>> HandleAsync(
        string? owner,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<(string Kind, long Open, long Overdue)>(
            Count,
            new { Owner = owner is null or "me" ? caller.Id : owner, Now = clock.GetUtcNow() },
            ct
        );
        return TypedResults.Ok(
            new CountInboxResponse(
                rows.Sum(row => row.Open),
                rows.Sum(row => row.Overdue),
                rows.ToDictionary(row => row.Kind, row => row.Open, StringComparer.Ordinal)
            )
        );
    }

    private const string Count = """
        select kind, count(*) as open, count(*) filter (where due_at < @Now) as overdue from inbox_item
        where owner = @Owner and (state = 'open' or (state = 'snoozed' and snoozed_until <= @Now))
        group by kind
        """;
}
