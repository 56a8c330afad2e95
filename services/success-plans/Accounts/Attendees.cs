using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Accounts;

internal static class Attendees
{
    /// <summary>The contacts, each once.</summary>
    /// <exception cref="ProblemException">400 where one does not belong to the account, by its place in the
    /// list.</exception>
    public static async Task<IReadOnlyList<ContactCopy>> RequireAsync(
        UnitOfWork work,
        Guid accountId,
        IReadOnlyList<Guid> contactIds
    )
    {
        var known = (
            await work.QueryAsync<ContactCopy>(
                $"{ContactCopy.Select} where account_id = @accountId and contact_id = any(@Ids)",
                new { accountId, Ids = contactIds.ToArray() }
            )
        ).ToDictionary(c => c.ContactId);
        var faults = contactIds
            .Select((id, i) => (Id: id, Index: i))
            .Where(c => !known.ContainsKey(c.Id))
            .ToDictionary(
                c => $"attendees[{c.Index}]",
                c => new[] { $"{c.Id} is no contact of account {accountId}" },
                StringComparer.Ordinal
            );
        if (faults.Count > 0)
            throw Problem.Invalid(faults).ToException();
        return [.. known.Values];
    }
}
