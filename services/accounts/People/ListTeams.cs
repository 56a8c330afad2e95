using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.People;

public sealed record ListTeamsResponse(IReadOnlyList<Team> Items);

public static class ListTeams
{
    public static void Map(IEndpointRouteBuilder teams) =>
        teams
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListTeams))
            .WithDescription(
                "The teams of our side with their active people. A team is there while a person of the roster names "
                    + "it: PUT /v1/people/{personId}."
            );

    private static async Task<Ok<ListTeamsResponse>> HandleAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(
            new ListTeamsResponse([
                .. (await database.QueryAsync<Row>(Read, new { Person.Active, Roles.Manager }, ct)).Select(
                    row => new Team(row.Name, row.Members, row.Managers)
                ),
            ])
        );

    private sealed class Row
    {
        public string Name { get; init; } = "";
        public string[] Members { get; init; } = [];
        public string[] Managers { get; init; } = [];
    }

    private const string Read = """
        select team as name, array_agg(id order by id) as members,
            coalesce(array_agg(id order by id) filter (where @Manager = any(roles)), '{}') as managers
        from person, unnest(teams) as team
        where state = @Active
        group by team order by team
        """;
}
