using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Plans;

/// <summary>What a person owns, confirmed and wrote in plans. Figures, dates and states stay.</summary>
public sealed class PlanContactEraser : IContactEraser
{
    public async Task<int> EraseAsync(UnitOfWork work, Guid contactId)
    {
        var rows = 0;
        foreach (var sql in ById)
            rows += await work.ExecuteAsync(sql, new { ContactId = contactId });
        return rows;
    }

    // A link that was made for the person is revoked: another holder must not act in their place.
    private static readonly string[] ById =
    [
        "update plan_comment set author = '(erased)', text = '(erased)', contact_id = null where contact_id = "
            + "@ContactId",
        "update claim set confirmed_by = '(erased)', confirmed_contact = null where confirmed_contact = @ContactId",
        "update share_link set label = '(erased)', contact_id = null, revoked_at = coalesce(revoked_at, now()), "
            + "revoked_by = coalesce(revoked_by, 'erasure') where contact_id = @ContactId",
        "update objective set owner_contact_id = null where owner_contact_id = @ContactId",
        "update expectation set contact_id = null where contact_id = @ContactId",
        "update step set owner_contact_id = null where owner_contact_id = @ContactId",
        "update plan set agreed_by_contact = null where agreed_by_contact = @ContactId",
        "update escalation set contact_id = null where contact_id = @ContactId",
        """
            update plan_change
            set before = replace(before::text, @ContactId::text, '(erased)')::jsonb, after = replace(after::text,
              @ContactId::text, '(erased)')::jsonb
            where before::text like '%' || @ContactId || '%' or after::text like '%' || @ContactId || '%'
            """,
    ];
}
