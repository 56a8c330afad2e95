using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Inbox;

/// <summary>Filters of the inbox; what is left out filters nothing.</summary>
/// <param name="Owner">User id, or <c>me</c>; <c>me</c> unless said.</param>
/// <param name="Kind">One kind.</param>
/// <param name="Due">Only what is due on this day or before.</param>
/// <param name="AccountId">Only of this account.</param>
/// <param name="State"><c>open</c> (the default), <c>snoozed</c> or <c>done</c>.</param>
public sealed record ListInboxQuery(string? Owner, string? Kind, DateOnly? Due, Guid? AccountId, string? State);

public static class ListInbox
{
    public static void Map(IEndpointRouteBuilder inbox) =>
        inbox
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListInbox))
            .WithDescription("All that a person owes, by ARR × urgency, each with the reasons of its place.");

    private static async Task<Results<Ok<Page<InboxItemResponse>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] ListInboxQuery query,
        PageRequest page,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (query.Kind is { } kind && !InboxKinds.All.Contains(kind, StringComparer.Ordinal))
            return Problem.Invalid("kind", $"'{kind}' is none of: {string.Join(", ", InboxKinds.All)}").ToResult();
        if (query.State is not (null or "open" or "snoozed" or "done"))
            return Problem.Invalid("state", $"'{query.State}' is none of: open, snoozed, done").ToResult();
        return TypedResults.Ok(await ReadAsync(database, query, page, caller, clock.GetUtcNow(), ct));
    }

    /// <summary>The same for gRPC.</summary>
    internal static async Task<Page<InboxItemResponse>> ReadAsync(
        Database database,
        ListInboxQuery query,
        PageRequest page,
        Caller caller,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // Ranks move with the time: a page goes by the instant of the first.
        var after = Cursor.Read<Position>(page.Cursor);
        var at = after?.At ?? now;
        var rows = await database.QueryAsync<InboxRow>(
            $"{InboxRow.Select} {Filter}",
            new
            {
                Now = at,
                Owner = query.Owner is null or "me" ? caller.Id : query.Owner,
                query.Kind,
                query.AccountId,
                Due = query.Due is { } due
                    ? new DateTimeOffset(due.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
                    : (DateTimeOffset?)null,
                State = query.State ?? "open",
                AfterRank = after?.Rank,
                AfterId = after?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<InboxItemResponse>.From(
            rows,
            page.Limit,
            row => InboxItemResponse.Of(row, at),
            row => new Position(at, row.Rank, row.Id)
        );
    }

    private sealed record Position(DateTimeOffset At, double Rank, Guid Id);

    private const string Filter = """
        where i.owner = @Owner and i.source <> '' and (@Kind::text is null or i.kind = @Kind)
          and (@AccountId::uuid is null or i.account_id = @AccountId)
          and (@Due::timestamptz is null or i.due_at <= @Due)
          and case @State when 'done' then i.state = 'done'
              when 'snoozed' then i.state = 'snoozed' and i.snoozed_until > @Now
              else i.state = 'open' or (i.state = 'snoozed' and i.snoozed_until <= @Now) end
          and (@AfterRank::double precision is null
              or (i.urgency * greatest(coalesce(i.arr, 0), 1000)::double precision, i.id) < (@AfterRank, @AfterId))
        order by rank desc, i.id desc limit @Limit
        """;
}
