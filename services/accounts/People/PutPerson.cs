using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Audit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.People;

/// <param name="Name">What colleagues and customers read.</param>
/// <param name="Roles">One or more of csm, manager, executive, ops.</param>
/// <param name="Email">Left out where it is not known.</param>
/// <param name="Teams">Names of the teams that the person belongs to.</param>
/// <param name="State">active, or deactivated once the person has left: then nothing is given to them any more.</param>
public sealed record PutPersonRequest(
    string Name,
    IReadOnlyList<string> Roles,
    string? Email = null,
    IReadOnlyList<string>? Teams = null,
    string State = Person.Active
);

/// <summary>
/// Adds a person of our side to the roster, or replaces what it says of them. From the first person on, owners are
/// people of the roster.
/// </summary>
public static class PutPerson
{
    private const int MostListed = 50;

    /// <summary>One for all people: consumers compare versions.</summary>
    private static readonly Guid Key = new("8f1c1f0a-52f7-4d0e-9a62-5a3fd1f7d0c4");

    public static void Map(IEndpointRouteBuilder people) =>
        people.MapPut("/{personId}", HandleAsync).WithName(nameof(PutPerson)).RequireRoles(Roles.Ops);

    /// <param name="personId">User id: the subject of the person's token.</param>
    private static async Task<Results<Ok<Person>, ProblemHttpResult>> HandleAsync(
        string personId,
        PutPersonRequest request,
        Database database,
        AuditLog audit,
        RequestContext context,
        HttpResponse response,
        CancellationToken ct
    )
    {
        if (Validate(personId, request) is { Count: > 0 } errors)
            return Problem.Invalid(errors).ToResult();
        var id = personId.ToNfc();
        await using var work = await database.BeginAsync(ct);
        var before = (
            await work.SingleOrDefaultAsync<StoredPerson>(
                $"select {StoredPerson.Columns} from person where id = @id for update",
                new { id }
            )
        )?.ToPerson();
        var saved = (
            await work.SingleOrDefaultAsync<StoredPerson>(
                Upsert,
                new
                {
                    id,
                    Name = request.Name.Trim().ToNfc(),
                    Email = request.Email.ToNfc(),
                    Roles = request.Roles.Distinct(StringComparer.Ordinal).ToArray(),
                    Teams = (request.Teams ?? [])
                        .Select(team => team.Trim().ToNfc())
                        .Distinct(StringComparer.Ordinal)
                        .ToArray(),
                    request.State,
                    context.Now,
                }
            )
        )!.ToPerson();
        await audit.WriteAsync(
            work,
            new AuditEntry(before is null ? "created" : "changed", "person", Guid.Empty, null, before, saved)
        );
        await work.EnqueueAsync(new PersonChanged(saved.Id, saved.State, saved.Roles, saved.Version), Key);
        await work.CommitAsync();
        response.SetETag(saved.Version);
        return TypedResults.Ok(saved);
    }

    private static Dictionary<string, string[]> Validate(string personId, PutPersonRequest request)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (PersonIds.Mistake(personId) is { } mistake)
            errors["personId"] = [mistake];
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 200 || request.Name.Any(char.IsControl))
            errors["name"] = ["is required, at most 200 characters"];
        if (
            request.Email is { } email
            && (email.Length > 320 || email.Any(char.IsControl) || !EmailAddress.IsPlausible(email))
        )
            errors["email"] = [$"'{email}' is not an e-mail address"];
        if (request.Roles is not { Count: > 0 } || request.Roles.Except(Roles.People, StringComparer.Ordinal).Any())
            errors["roles"] = [$"must be one or more of {string.Join(", ", Roles.People)}"];
        if (
            request.Teams?.Count > MostListed
            || request.Teams?.Any(team =>
                string.IsNullOrWhiteSpace(team) || team.Length > 100 || team.Any(char.IsControl)
            ) == true
        )
            errors["teams"] = [$"at most {MostListed}, each of 1 to 100 characters"];
        if (!Person.States.Contains(request.State, StringComparer.Ordinal))
            errors["state"] = [$"'{request.State}' is not one of {string.Join(", ", Person.States)}"];
        return errors;
    }

    private const string Upsert = $"""
        insert into person as known (id, name, email, roles, teams, state, version, updated_at) values (@id, @Name,
            @Email, @Roles, @Teams, @State, 1, @Now)
        on conflict (id) do update set name = excluded.name, email = excluded.email, roles = excluded.roles,
            teams = excluded.teams, state = excluded.state,
            version = known.version + 1, updated_at = excluded.updated_at
        returning {StoredPerson.Columns}
        """;
}
