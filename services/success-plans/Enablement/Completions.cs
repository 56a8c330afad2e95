namespace Platform.SuccessPlans.Enablement;

/// <summary>Who completed what: one by one, or as the learning platform exports it. The same again changes nothing; a
/// row that fails does not fail the others.</summary>
internal static class Completions
{
    // Validity runs from the day of completion, by the course as it is now.
    internal const string Insert = """
        insert into course_completion (completion_id, course_id, account_id, contact_id, completed_on, expires_on,
            source, recorded_by, recorded_at)
        select gen_random_uuid(), k.course_id, c.account_id, c.contact_id, n.day,
            (n.day + make_interval(months => k.valid_months))::date, @Source, @By, @Now
        from (select distinct * from unnest(@Codes, @Contacts, @Dates) as n (code, contact_id, day)) n
        join course k on k.code = n.code join contact_copy c on c.contact_id = n.contact_id
        on conflict on constraint course_completion_once do nothing
        """;
}
