using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.Accounts.People;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <param name="Sizes">Sizes of accounts that the person may look after.</param>
/// <param name="Active">Whether the person takes accounts; false once they have left.</param>
public sealed record PutTeamMemberRequest(
    string Name,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string>? Sizes = null,
    bool Active = true
);

/// <summary>Adds a person to those whom automatic assignment and proposals choose from, or changes what they
/// take.</summary>
public static class PutTeamMember
{
    public static void Map(IEndpointRouteBuilder team) =>
        team.MapPut("/{personId}", HandleAsync)
            .WithName(nameof(PutTeamMember))
            .WithDescription("Adds a person on our side, or changes what they look after.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<TeamMember>, ProblemHttpResult>> HandleAsync(
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
        if (request.Sizes?.Except(Account.Sizes, StringComparer.Ordinal).Any() == true)
            errors["sizes"] = [$"must be among {string.Join(", ", Account.Sizes)}"];
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

    private const string Upsert = """
        insert into team_member as known (person_id, name, roles, sizes, active, version)
            values (@personId, @Name, @Roles, @Sizes, @Active, 1)
        on conflict (person_id) do update
            set name = excluded.name, roles = excluded.roles, sizes = excluded.sizes, active = excluded.active,
            version = known.version + 1
        """;
}
