using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.People;

/// <summary>The roster of our side, by user id.</summary>
public static class ListPeople
{
    public static void Map(IEndpointRouteBuilder people) =>
        people.MapGet("/", HandleAsync).WithName(nameof(ListPeople));

    /// <param name="role">Only people with this role: csm, manager, executive or ops.</param>
    /// <param name="team">Only people of this team.</param>
    /// <param name="state">active or deactivated; left out: both.</param>
    private static async Task<Results<Ok<Page<Person>>, ProblemHttpResult>> HandleAsync(
        string? role,
        string? team,
        string? state,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (role is not null && !Roles.People.Contains(role, StringComparer.Ordinal))
            errors["role"] = [$"'{role}' is not one of {string.Join(", ", Roles.People)}"];
        if (state is not null && !Person.States.Contains(state, StringComparer.Ordinal))
            errors["state"] = [$"'{state}' is not one of {string.Join(", ", Person.States)}"];
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<StoredPerson>(
            Read,
            new
            {
                role,
                team,
                state,
                After = after?.Id ?? "",
                Take = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<Person>.From(rows, page.Limit, row => row.ToPerson(), row => new Position(row.Id)));
    }

    private sealed record Position(string Id);

    private const string Read = $"""
        select {StoredPerson.Columns} from person
        where id > @After and (@role::text is null or @role = any(roles)) and (@team::text is null
            or @team = any(teams))
          and (@state::text is null or state = @state)
        order by id limit @Take
        """;
}
