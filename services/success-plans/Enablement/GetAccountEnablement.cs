using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Enablement;

/// <param name="CertifiedAdmins">The account's share of certified admins; null where it has no admin.</param>
/// <param name="Completions">What people of the account have completed.</param>
public sealed record GetAccountEnablementResponse(
    Guid AccountId,
    decimal? CertifiedAdmins,
    IReadOnlyList<RoleEnablement> Roles,
    IReadOnlyList<CompletionView> Completions
);

/// <summary><c>GET /v1/accounts/{id}/enablement</c>: who at the customer learned what, per role.</summary>
internal static class GetAccountEnablement
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapGet("/enablement", HandleAsync)
            .WithName(nameof(GetAccountEnablement))
            .WithDescription("What people of an account have learned, by role.");

    private static async Task<Ok<GetAccountEnablementResponse>> HandleAsync(
        Guid accountId,
        AccountDirectory accounts,
        Database database,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await accounts.RequireAsync(accountId, ct);
        return TypedResults.Ok(await ReadAsync(accountId, database, day, ct));
    }

    internal static async Task<GetAccountEnablementResponse> ReadAsync(
        Guid accountId,
        Database database,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        var args = new { accountId, day.Today };
        var roles = (await database.QueryAsync<RoleRow>(ByRole, args, ct))
            .Select(r => new RoleEnablement(
                r.Role,
                r.Contacts,
                r.Certified,
                r.Contacts == 0 ? null : Math.Round((decimal)r.Certified / r.Contacts, 4)
            ))
            .ToList();
        return new GetAccountEnablementResponse(
            accountId,
            roles.Single(r => r.Role == "admin").Share,
            roles,
            await database.QueryAsync<CompletionView>(Completions, args, ct)
        );
    }

    private sealed class RoleRow
    {
        public string Role { get; init; } = "";
        public int Contacts { get; init; }
        public int Certified { get; init; }
    }

    private const string ByRole = """
        select r.role, count(c.contact_id)::int as contacts, count(c.contact_id) filter (where exists (
                   select from course_completion p join course k using (course_id)
                   where p.contact_id = c.contact_id and k.kind = 'certification' and coalesce(k.role, r.role) = r.role
                     and p.completed_on <= @Today and (p.expires_on is null or p.expires_on >= @Today)))::int as
                         certified
        from unnest(array['admin', 'end_user']) as r (role)
        left join contact_copy c on c.account_id = @accountId and c.status = 'active' and r.role = any(c.roles)
        group by r.role order by r.role
        """;

    private const string Completions = """
        select p.contact_id, c.name as contact, k.code as course, k.kind, p.completed_on, p.expires_on,
            (p.expires_on is null or p.expires_on >= @Today) as valid
        from course_completion p join course k using (course_id) left join contact_copy c using (contact_id)
        where p.account_id = @accountId order by p.completed_on desc, k.code, p.completion_id limit 1000
        """;
}
