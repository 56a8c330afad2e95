namespace Platform.SuccessPlans.Enablement;

/// <summary>
/// An account's share of certified admins: active contacts with the role admin who hold a certification for admins (or
/// for everybody) that is valid on the day, over all active admins. None where the account has no admin.
/// </summary>
internal static class CertifiedAdmins
{
    /// <summary>Rows (account_id, admins, certified) as of <c>@today</c>, of accounts that have admins.</summary>
    public const string Sql = """
        select account_id, count(*)::int as admins, count(*) filter (where certified)::int as certified
        from (
            select c.account_id, exists (
                select from course_completion p join course k using (course_id)
                where p.contact_id = c.contact_id and k.kind = 'certification' and coalesce(k.role, 'admin') = 'admin'
                  and p.completed_on <= @today and (p.expires_on is null or p.expires_on >= @today)) as certified
            from contact_copy c where c.status = 'active' and 'admin' = any(c.roles)) admins
        group by account_id
        """;
}
