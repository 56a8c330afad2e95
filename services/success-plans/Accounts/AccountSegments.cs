using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Accounts;

/// <summary>
/// Our own copy of which segments an account is in. What is chosen by segment is a list of segments with their choices
/// in the order of their ranks, which ends in a default: the first segment that the account is in wins. The three sizes
/// are ready-made segments; an account is in the one of its size.
/// </summary>
internal static class AccountSegments
{
    public static readonly IReadOnlyList<string> ReadyMade = ["smb", "mid_market", "enterprise"];

    /// <summary>SQL: whether account <c>@AccountId</c> of size <c>@Size</c> is in the segment of a row.</summary>
    public const string HasAccount = """
        (segment = @Size or segment in (select s.segment from account_segment s
            where s.account_id = @AccountId and s.is_member))
        """;

    private const int RankOfReadyMade = 100;

    /// <summary>Unless a rank is given, an organisation's own segments are tried before the ready-made ones.</summary>
    public static int DefaultRank(string? segment) =>
        segment is null || ReadyMade.Contains(segment, StringComparer.Ordinal) ? RankOfReadyMade : 0;

    /// <returns>False for a name that no account was ever in a segment of: misspelt, most likely.</returns>
    public static async Task<bool> IsKnownAsync(UnitOfWork work, string segment) =>
        ReadyMade.Contains(segment, StringComparer.Ordinal)
        || await work.ScalarAsync<bool>(
            "select exists (select from account_segment where segment = @segment)",
            new { segment }
        );

    /// <summary>Doing it again, or late, changes nothing.</summary>
    public static Task KeepAsync(UnitOfWork work, Guid accountId, SegmentMembership membership) =>
        work.ExecuteAsync(
            Keep,
            new
            {
                accountId,
                membership.SegmentId,
                membership.Segment,
                membership.IsMember,
                membership.Since,
            }
        );

    private const string Keep = """
        insert into account_segment as s (account_id, segment_id, segment, is_member, since)
            values (@accountId, @SegmentId, @Segment, @IsMember, @Since)
        on conflict (account_id, segment_id) do update
            set segment = excluded.segment, is_member = excluded.is_member, since = excluded.since
        where s.since < excluded.since
        """;
}
