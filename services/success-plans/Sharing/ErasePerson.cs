using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Sharing;

/// <summary>A person's traces in plans: who owns and confirms, what they wrote, where others named them. Figures, dates and states stay.</summary>
public sealed class ErasePerson : IErasePerson
{
    public async Task<int> EraseAsync(Work work, ErasedPerson person)
    {
        var rows = 0;
        foreach (var sql in ById) rows += await work.ExecuteAsync(sql, new { person.ContactId });
        foreach (var (pattern, like) in person.Traces)
            foreach (var sql in ByName) rows += await work.ExecuteAsync(sql, new { person.AccountId, pattern, like });
        return rows;
    }

    // A link that was made for the person is over: whoever else has it must not act in their place.
    private static readonly string[] ById =
    [
        "update plan_comment set author = '(erased)', text = '(erased)', contact_id = null where contact_id = @ContactId",
        "update claim set confirmed_by = '(erased)', confirmed_contact = null where confirmed_contact = @ContactId",
        "update share_link set label = '(erased)', contact_id = null, revoked_at = coalesce(revoked_at, now()), revoked_by = coalesce(revoked_by, 'erasure') where contact_id = @ContactId",
        "update objective set owner_contact_id = null where owner_contact_id = @ContactId",
        "update expectation set contact_id = null where contact_id = @ContactId",
        "update step set owner_contact_id = null where owner_contact_id = @ContactId",
        "update plan set agreed_by_contact = null where agreed_by_contact = @ContactId",
        "update escalation set contact_id = null where contact_id = @ContactId",
        "update plan_change set before = replace(before::text, @ContactId::text, '(erased)')::jsonb, after = replace(after::text, @ContactId::text, '(erased)')::jsonb where before::text like '%' || @ContactId || '%' or after::text like '%' || @ContactId || '%'",
    ];

    private const string Plans = "plan_id in (select id from plan where account_id = @AccountId)";
    private const string Gone = ", @pattern, '(erased)', 'gi')";

    private static readonly string[] ByName =
    [
        $"update plan_comment set author = regexp_replace(author{Gone}, text = regexp_replace(text{Gone} where {Plans} and (author ilike @like or text ilike @like)",
        $"update claim set text = regexp_replace(text{Gone}, evidence = regexp_replace(evidence{Gone}, confirmed_by = regexp_replace(confirmed_by{Gone} where {Plans} and (text ilike @like or evidence ilike @like or confirmed_by ilike @like)",
        $"update share_link set label = regexp_replace(label{Gone} where {Plans} and label ilike @like",
        $"update objective set text = regexp_replace(text{Gone}, metric = regexp_replace(metric{Gone} where {Plans} and (text ilike @like or metric ilike @like)",
        $"update reading set note = regexp_replace(note{Gone} where note ilike @like and objective_id in (select id from objective where {Plans})",
        $"update expectation set role = regexp_replace(role{Gone}, person = regexp_replace(person{Gone}, text = regexp_replace(text{Gone} where {Plans} and (role ilike @like or person ilike @like or text ilike @like)",
        $"update meeting set title = regexp_replace(title{Gone}, purpose = regexp_replace(purpose{Gone} where {Plans} and (title ilike @like or purpose ilike @like)",
        $"update step set name = regexp_replace(name{Gone}, evidence = regexp_replace(evidence{Gone} where {Plans} and (name ilike @like or evidence ilike @like)",
        $"update plan set summary = regexp_replace(summary{Gone}, success_3_months = regexp_replace(success_3_months{Gone}, success_6_months = regexp_replace(success_6_months{Gone}, success_12_months = regexp_replace(success_12_months{Gone}, close_reason = regexp_replace(close_reason{Gone} where account_id = @AccountId and (summary ilike @like or success_3_months ilike @like or success_6_months ilike @like or success_12_months ilike @like or close_reason ilike @like)",
        $"update plan_change set before = regexp_replace(before::text{Gone}::jsonb, after = regexp_replace(after::text{Gone}::jsonb where {Plans} and (before::text ilike @like or after::text ilike @like)",
        $"update account_tactic set result = regexp_replace(result{Gone} where account_id = @AccountId and result ilike @like",
    ];
}
