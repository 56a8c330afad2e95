using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

/// <summary>That a senior sponsor attended stays, so that the review still counts; who it was goes, also from generated packs.</summary>
internal sealed class ErasePersonFromReviews : IErasePerson
{
    public async Task<int> EraseAsync(Work work, ErasedPerson person)
    {
        var rows = await work.ExecuteAsync("update review_attendee set contact_id = null where contact_id = @ContactId", new { person.ContactId })
            + await work.ExecuteAsync("update review_material set contact_id = null where contact_id = @ContactId", new { person.ContactId })
            + await work.ExecuteAsync("update review set gut_check_contact = null, gut_check_comment = null where gut_check_contact = @ContactId", new { person.ContactId });
        if (person.Name is not { Length: > 0 } name) return rows;
        // Packs are documents: the name is taken out of their text, as jsonb writes it.
        return rows + await work.ExecuteAsync(FromPacks, new { person.AccountId, Name = name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) });
    }

    private const string FromPacks = """
        update review_pack p set content = replace(content::text, @Name, 'a former contact')::jsonb
        from review r where r.review_id = p.review_id and r.account_id = @AccountId and content::text like '%' || replace(replace(replace(@Name, '\', '\\'), '%', '\%'), '_', '\_') || '%'
        """;
}
