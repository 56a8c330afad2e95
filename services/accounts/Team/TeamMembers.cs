using Platform.Accounts.Audit;
using Platform.Accounts.Owners;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <summary>The roster that automatic assignment and proposals choose from.</summary>
public static class TeamMembers
{
    public static void Map(IEndpointRouteBuilder team)
    {
        team.MapGet("/", ListAsync)
            .WithName("ListTeamMembers")
            .WithDescription("The people on our side, with the roles and sizes that they look after.");
        team.MapPut("/{personId}", PutAsync)
            .WithName("PutTeamMember")
            .WithDescription("Adds a person on our side, or changes what they look after.")
            .RequireRoles(Roles.Ops, Roles.Manager)
            .Produces<TeamMember>();
    }

    private static async Task<IResult> ListAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(
            new
            {
                items = (
                    await database.QueryAsync<Row>(
                        "select person_id, name, roles, sizes, active from team_member order by person_id",
                        ct: ct
                    )
                ).Select(row => row.ToMember()),
            }
        );

    private static async Task<IResult> PutAsync(
        string personId,
        PutTeamMemberRequest request,
        Database database,
        AuditLog audit,
        CancellationToken ct
    )
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (PersonIds.Mistake(personId) is { } mistake)
            errors["personId"] = [mistake];
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 200)
            errors["name"] = ["is required, at most 200 characters"];
        if (request.Roles is not { Count: > 0 } || request.Roles.Except(OwnerRoles.All, StringComparer.Ordinal).Any())
            errors["roles"] = [$"must be one or more of {string.Join(", ", OwnerRoles.All)}"];
        if (request.Sizes?.Except(Accounts.Account.Sizes, StringComparer.Ordinal).Any() == true)
            errors["sizes"] = [$"must be among {string.Join(", ", Accounts.Account.Sizes)}"];
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();

        await using var work = await database.BeginAsync(ct);
        var member = new TeamMember(
            personId,
            request.Name,
            [.. request.Roles],
            [.. request.Sizes ?? []],
            request.Active
        );
        await work.ExecuteAsync(
            Upsert,
            new
            {
                personId,
                request.Name,
                Roles = request.Roles.ToArray(),
                Sizes = (request.Sizes ?? []).ToArray(),
                request.Active,
            }
        );
        await audit.WriteAsync(work, new AuditEntry("changed", "team_member", Guid.Empty, null, null, member));
        await work.CommitAsync();
        return TypedResults.Ok(member);
    }

    private sealed class Row
    {
        public string PersonId { get; init; } = "";
        public string Name { get; init; } = "";
        public string[] Roles { get; init; } = [];
        public string[] Sizes { get; init; } = [];
        public bool Active { get; init; }

        public TeamMember ToMember() => new(PersonId, Name, Roles, Sizes, Active);
    }

    private const string Upsert = """
        insert into team_member as known (person_id, name, roles, sizes, active, version)
            values (@personId, @Name, @Roles, @Sizes, @Active, 1)
        on conflict (person_id) do update
            set name = excluded.name, roles = excluded.roles, sizes = excluded.sizes, active = excluded.active,
            version = known.version + 1
        """;
}
