using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Audit;
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
/// <param name="ManagerId">User id of the person's manager, a person of the roster; left out where there is
/// none.</param>
/// <param name="TimeZone">IANA name, such as Europe/Berlin; left out: the organisation's.</param>
/// <param name="Locale">BCP 47 name, such as de-DE; left out: the organisation's.</param>
public sealed record PutPersonRequest(
    string Name,
    IReadOnlyList<string> Roles,
    string? Email = null,
    IReadOnlyList<string>? Teams = null,
    string State = Person.Active,
    string? ManagerId = null,
    string? TimeZone = null,
    string? Locale = null
);

/// <summary>
/// Adds a person of our side to the roster, or replaces what it says of them. From the first person on, owners are
/// people of the roster.
/// </summary>
public static class PutPerson
{
    private const int MostListed = 50;

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
        if (request.ManagerId is not null && await ManagerMistakeAsync(work, id, request.ManagerId) is { } above)
            return Problem.Invalid("managerId", above).ToResult();
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
                    Manager = request.ManagerId.ToNfc(),
                    request.TimeZone,
                    request.Locale,
                    context.Now,
                }
            )
        )!.ToPerson();
        await audit.WriteAsync(
            work,
            new AuditEntry(before is null ? "created" : "changed", "person", Guid.Empty, null, before, saved)
        );
        await PeopleEvents.EnqueueAsync(work, saved);
        await work.CommitAsync();
        response.SetETag(saved.Version);
        return TypedResults.Ok(saved);
    }

    internal static Dictionary<string, string[]> Validate(string personId, PutPersonRequest request)
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
        if (request.ManagerId is { } manager && PersonIds.Mistake(manager) is { } wrong)
            errors["managerId"] = [wrong];
        if (request.TimeZone is { } zone && Locales.ZoneMistake(zone) is { } unknown)
            errors["timeZone"] = [unknown];
        if (request.Locale is { } locale && Locales.LocaleMistake(locale) is { } unheard)
            errors["locale"] = [unheard];
        return errors;
    }

    /// <summary>What is wrong with a person's manager; null when nothing is.</summary>
    private static async Task<string?> ManagerMistakeAsync(UnitOfWork work, string id, string manager)
    {
        if (string.Equals(manager, id, StringComparison.Ordinal))
            return "is the person; nobody manages themselves";
        var above = await work.QueryAsync<string>(Above, new { manager = manager.ToNfc() });
        if (above.Count == 0)
            return Roster.Advice(manager);
        return above.Contains(id, StringComparer.Ordinal) ? $"{id} manages '{manager}' already" : null;
    }

    private const string Above = """
        with recursive above as (
            select id, manager_id from person where id = @manager
            union
            select person.id, person.manager_id from person join above on person.id = above.manager_id
        )
        select id from above
        """;

    private const string Upsert = $"""
        insert into person as known (id, name, email, roles, teams, state, manager_id, time_zone, locale, is_name_told,
            version, updated_at)
        values (@id, @Name, @Email, @Roles, @Teams, @State, @Manager, @TimeZone, @Locale, true, 1, @Now)
        on conflict (id) do update set name = excluded.name, email = excluded.email, roles = excluded.roles,
            teams = excluded.teams, state = excluded.state, manager_id = excluded.manager_id,
            time_zone = excluded.time_zone, locale = excluded.locale,
            version = known.version + 1, updated_at = excluded.updated_at
        returning {StoredPerson.Columns}
        """;
}
