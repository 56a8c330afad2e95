using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.People;

/// <param name="Name">What colleagues and customers read, 1 to 200 characters.</param>
/// <param name="Email">Left out where it is not known.</param>
/// <param name="TimeZone">IANA name; left out: the organisation's.</param>
/// <param name="Locale">BCP 47 name; left out: the organisation's.</param>
public sealed record RegisterMeRequest(
    string Name,
    string? Email = null,
    string? TimeZone = null,
    string? Locale = null
);

/// <summary>
/// Puts the caller on the roster at their first sign-in, with the role of their token. Who is there already stays as
/// they are.
/// </summary>
public static class RegisterMe
{
    public static void Map(IEndpointRouteBuilder me) =>
        me.MapPost("/", HandleAsync).WithName(nameof(RegisterMe)).LetExecutivesWrite().RequireRoles([.. Roles.People]);

    private static async Task<Results<Ok<Person>, ProblemHttpResult>> HandleAsync(
        RegisterMeRequest request,
        Database database,
        AuditLog audit,
        Caller caller,
        RequestContext context,
        CancellationToken ct
    )
    {
        var wanted = new PutPersonRequest(
            request.Name,
            [caller.Role],
            request.Email,
            TimeZone: request.TimeZone,
            Locale: request.Locale
        );
        if (PutPerson.Validate(caller.Id, wanted) is { Count: > 0 } errors)
            return Problem.Invalid(errors).ToResult();
        await using var work = await database.BeginAsync(ct);
        var made = await work.SingleOrDefaultAsync<StoredPerson>(
            Insert,
            new
            {
                caller.Id,
                Name = request.Name.Trim().ToNfc(),
                Email = request.Email.ToNfc(),
                Roles = new[] { caller.Role },
                Person.Active,
                request.TimeZone,
                request.Locale,
                context.Now,
            }
        );
        if (made is null)
        {
            var known = await work.SingleOrDefaultAsync<StoredPerson>(
                $"select {StoredPerson.Columns} from person where id = @Id",
                new { caller.Id }
            );
            return TypedResults.Ok(known!.ToPerson());
        }
        await audit.WriteAsync(
            work,
            new AuditEntry("created", "person", Guid.Empty, null, null, made.ToPerson(), "first sign-in")
        );
        await PeopleEvents.EnqueueAsync(work, made.ToPerson());
        await work.CommitAsync();
        return TypedResults.Ok(made.ToPerson());
    }

    private const string Insert = $"""
        insert into person (id, name, email, roles, state, time_zone, locale, is_name_told, version, updated_at)
        values (@Id, @Name, @Email, @Roles, @Active, @TimeZone, @Locale, true, 1, @Now)
        on conflict (id) do nothing
        returning {StoredPerson.Columns}
        """;
}
