using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Cadences;

public static class ListOwedContacts
{
    public static void Map(IEndpointRouteBuilder cadences) =>
        cadences
            .MapGet("/owed", HandleAsync)
            .WithName(nameof(ListOwedContacts))
            .WithDescription("What accounts are owed, the longest due first.");

    /// <param name="accountId">Of this account only.</param>
    /// <param name="owner">Of accounts with this CSM only.</param>
    /// <param name="late">Only what is past its day, or only what is not.</param>
    /// <param name="state"><c>open</c> unless it is given.</param>
    private static async Task<Ok<Page<OwedContact>>> HandleAsync(
        Guid? accountId,
        string? owner,
        bool? late,
        string? state,
        PageRequest page,
        Database database,
        OrganisationCalendar calendar,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<OwedContact>(
            $"{OwedContact.Select} {Filter}",
            new
            {
                accountId,
                owner,
                late,
                State = state ?? "open",
                calendar.Today,
                After = after?.DueOn,
                after?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<OwedContact>.From(rows, page.Limit, row => row, row => new Position(row.DueOn, row.Id))
        );
    }

    private sealed record Position(DateOnly DueOn, Guid Id);

    private const string Filter = """
        join account_copy a on a.account_id = o.account_id
        where o.state = @State and (@accountId::uuid is null or o.account_id = @accountId)
          and (@owner::text is null or a.owners ->> 'csm' = @owner)
          and (@late::boolean is null or @late = (o.due_on < @Today))
          and (@After::date is null or (o.due_on, o.id) > (@After, @Id))
        order by o.due_on, o.id limit @Limit
        """;
}
