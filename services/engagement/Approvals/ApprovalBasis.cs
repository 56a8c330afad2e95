using Platform.Engagement.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Approvals;

/// <summary>What of the account a decision stands on: where it changed since the draft was shown, the decision is
/// stale.</summary>
/// <param name="Csm">User id of the account's CSM.</param>
/// <param name="Band">red, yellow or green.</param>
/// <param name="NoticeOn">The day on which the customer gave notice.</param>
/// <param name="Churned">Whether the customer has left.</param>
/// <param name="Left">Recipients that have left the account.</param>
public sealed record ApprovalBasis(
    string? Csm,
    string? Band,
    DateOnly? NoticeOn,
    bool Churned,
    IReadOnlyList<string> Left
)
{
    internal static async Task<ApprovalBasis> ReadAsync(
        UnitOfWork work,
        AccountCopy account,
        IReadOnlyList<string> recipients
    ) =>
        new(
            account.Owner("csm"),
            account.Band,
            account.NoticeOn,
            account.IsChurned,
            await work.QueryAsync<string>(
                Gone,
                new { account.AccountId, Recipients = recipients.Select(one => one.ToLowerInvariant()).ToArray() }
            )
        );

    /// <summary>What differs, each in words.</summary>
    internal IReadOnlyList<string> ChangesTo(ApprovalBasis now)
    {
        var changes = new List<string>();
        if (Csm != now.Csm)
            changes.Add($"the CSM was {Csm ?? "nobody"} and is {now.Csm ?? "nobody"}");
        if (Band != now.Band)
            changes.Add($"the band was {Band ?? "none"} and is {now.Band ?? "none"}");
        if (NoticeOn != now.NoticeOn)
            changes.Add(now.NoticeOn is { } on ? $"the customer gave notice on {on:yyyy-MM-dd}" : "the notice is gone");
        if (Churned != now.Churned)
            changes.Add(now.Churned ? "the customer has left" : "the customer is back");
        changes.AddRange(now.Left.Except(Left, StringComparer.Ordinal).Select(one => $"{one} has left the account"));
        return changes;
    }

    private const string Gone = """
        select lower(email) from contact_copy
        where account_id = @AccountId and lower(email) = any(@Recipients) and status = 'left' order by 1
        """;
}
