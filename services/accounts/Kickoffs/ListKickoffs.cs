using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Calendar;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Kickoffs;

public sealed record ListKickoffsResponse(IReadOnlyList<Kickoff> Items);

public static class ListKickoffs
{
    public static void Map(IEndpointRouteBuilder kickoffs) =>
        kickoffs
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListKickoffs))
            .WithDescription("Kickoffs that are due or overdue, by contract.");

    private static async Task<Ok<ListKickoffsResponse>> HandleAsync(
        Guid? account,
        bool? overdue,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var calendar = await CalendarStore.ReadAsync(database, ct);
        var today = calendar.DateOf(clock.GetUtcNow());
        var rows = await database.QueryAsync<KickoffRow>(
            Read,
            new
            {
                account,
                overdue,
                today,
            },
            ct
        );
        return TypedResults.Ok(new ListKickoffsResponse([.. rows.Select(row => row.ToKickoff(calendar, today))]));
    }

    private const string Read = $"""
        {KickoffRow.Read}
        where (@account::uuid is null or account_id = @account)
            and (@overdue::boolean is null or (held_at is null and due_on < @today) = @overdue)
        order by due_on, contract_id limit 500
        """;
}
