using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Team;

public sealed record ListTeamMembersResponse(IReadOnlyList<TeamMember> Items);

public static class ListTeamMembers
{
    public static void Map(IEndpointRouteBuilder team) =>
        team.MapGet("/", HandleAsync)
            .WithName(nameof(ListTeamMembers))
            .WithDescription("The people on our side, with the roles and sizes that they look after.");

    private static async Task<Ok<ListTeamMembersResponse>> HandleAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(
            new ListTeamMembersResponse([
                .. (await database.QueryAsync<Row>(Read, ct: ct)).Select(row => new TeamMember(
                    row.PersonId,
                    row.Name,
                    row.Roles,
                    row.Sizes,
                    row.Active
                )),
            ])
        );

    private sealed class Row
    {
        public string PersonId { get; init; } = "";
        public string Name { get; init; } = "";
        public string[] Roles { get; init; } = [];
        public string[] Sizes { get; init; } = [];
        public bool Active { get; init; }
    }

    private const string Read = "select person_id, name, roles, sizes, active from team_member order by person_id";
}
