namespace Platform.Feedback.Waves;

/// <summary>
/// The people that a wave asks: those who match every filter that is set, each by any of its values. People who left
/// and accounts that churned or were merged away are excluded.
/// </summary>
/// <param name="Segments">Names of segments, beside the built-in groups.</param>
/// <param name="Roles">Contact roles: <c>champion</c>, <c>economic_buyer</c>, <c>executive_sponsor</c>, <c>admin</c>,
/// <c>decision_maker</c>, <c>end_user</c>.</param>
/// <param name="AccountIds">Only these accounts.</param>
/// <param name="Sizes">Only accounts of these sizes.</param>
/// <param name="Motions">Only accounts that are looked after in these ways.</param>
/// <param name="Priorities">Only accounts of these priorities.</param>
/// <param name="Lifecycles">Only accounts in these lifecycles.</param>
/// <param name="Seniorities">Only people of these seniorities.</param>
/// <param name="Functions">Only people of these functions.</param>
public sealed record Audience(
    IReadOnlyList<Guid>? AccountIds = null,
    IReadOnlyList<string>? Sizes = null,
    IReadOnlyList<string>? Motions = null,
    IReadOnlyList<string>? Priorities = null,
    IReadOnlyList<string>? Lifecycles = null,
    IReadOnlyList<string>? Segments = null,
    IReadOnlyList<string>? Roles = null,
    IReadOnlyList<string>? Seniorities = null,
    IReadOnlyList<string>? Functions = null
)
{
    internal object ToArgs(string channel) =>
        new
        {
            AccountIds = AccountIds?.ToArray(),
            Sizes = Sizes?.ToArray(),
            Motions = Motions?.ToArray(),
            Priorities = Priorities?.ToArray(),
            Lifecycles = Lifecycles?.ToArray(),
            Segments = Segments?.ToArray(),
            Roles = Roles?.ToArray(),
            Seniorities = Seniorities?.ToArray(),
            Functions = Functions?.ToArray(),
            Channel = channel,
        };

    /// <summary>One row for each person: a contact of two accounts is asked about the first.</summary>
    internal const string Sql = """
        select distinct on (coalesce(nullif(lower(normalize(trim(c.email))), ''), c.contact_id::text))
               coalesce(nullif(lower(normalize(trim(c.email))), ''), c.contact_id::text) as person, c.contact_id
        from contact_copy c join account_copy a on a.account_id = c.account_id
        where c.status = 'active' and a.merged_into is null and a.lifecycle <> 'churned'
          and (@Channel <> 'email' or coalesce(trim(c.email), '') <> '')
          and (@Channel <> 'in_app' or cardinality(c.product_user_ids) > 0)
          and (@AccountIds::uuid[] is null or c.account_id = any(@AccountIds))
          and (@Sizes::text[] is null or a.size = any(@Sizes))
          and (@Motions::text[] is null or a.motion = any(@Motions))
          and (@Priorities::text[] is null or a.priority = any(@Priorities))
          and (@Lifecycles::text[] is null or a.lifecycle = any(@Lifecycles))
          and (@Segments::text[] is null or exists (select from account_segment s
              where s.account_id = c.account_id and s.inside and s.segment = any(@Segments)))
          and (@Roles::text[] is null or c.roles && @Roles)
          and (@Seniorities::text[] is null or c.seniority = any(@Seniorities))
          and (@Functions::text[] is null or c.function = any(@Functions))
        order by 1, c.contact_id
        """;
}
