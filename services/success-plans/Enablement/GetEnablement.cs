using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Enablement;

/// <summary><c>GET /v1/accounts/{id}/enablement</c>: who at the customer learned what, per role.</summary>
internal static class GetEnablement
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapGet("/enablement", OfKnownAsync)
            .WithName("GetAccountEnablement")
            .WithDescription("What people of an account have learned, by role.");

    private static async Task<EnablementResponse> OfKnownAsync(
        Guid accountId,
        Accounts.AccountDirectory accounts,
        Database database,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await accounts.RequireAsync(accountId, ct);
        return await HandleAsync(accountId, database, day, ct);
    }

    internal static async Task<EnablementResponse> HandleAsync(
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
        return new EnablementResponse(
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
