using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.People;

/// <summary>The roster of our side, by user id.</summary>
public static class ListPeople
{
    public static void Map(IEndpointRouteBuilder people) =>
        people.MapGet("/", HandleAsync).WithName(nameof(ListPeople));

    /// <param name="q">Part of the name, the e-mail address or the user id, without case; 1 to 100 characters.</param>
    /// <param name="role">Only people with this role: csm, manager, executive or ops.</param>
    /// <param name="team">Only people of this team.</param>
    /// <param name="state">active or deactivated; left out: both.</param>
    private static async Task<Results<Ok<Page<Person>>, ProblemHttpResult>> HandleAsync(
        string? q,
        string? role,
        string? team,
        string? state,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await PeopleReader.ListAsync(database, q, role, team, state, after?.Id ?? "", page.Limit + 1, ct);
        return TypedResults.Ok(Page<Person>.From(rows, page.Limit, row => row.ToPerson(), row => new Position(row.Id)));
    }

    private sealed record Position(string Id);
}
