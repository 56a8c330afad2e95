namespace Platform.Renewals.Churn;

/// <summary>
/// Where a loss has no reason given by a person, the decisive theme of an interview about it is the reason, and follows
/// when the interview is coded again.
/// </summary>
internal static class ChurnReasons
{
    // Interviews are about the loss that is latest when they are told of; one told before the account was lost again is
    // about the earlier loss.
    public const string FromInterviews = """
        with latest as (
            select id, coalesce((
                select max(recorded_at) from churn earlier
                where earlier.account_id = churn.account_id and earlier.id <> churn.id
                  and earlier.effective_on is not null), '-infinity') as since
            from churn where account_id = @AccountId order by effective_on desc nulls first limit 1
        ), said as (
            select i.interview_id, i.decisive_theme from churn_interview i, latest
            where i.account_id = @AccountId and i.told_at > latest.since
              and (i.decisive_theme is null or i.decisive_theme in (select code from churn_reason))
              and not exists (
                  select from churn other where other.reason_interview = i.interview_id and other.id <> latest.id)
            order by i.decisive_theme is null, i.told_at desc, i.interview_id limit 1
        )
        update churn
        set reason_code = said.decisive_theme,
            reason_interview = case when said.decisive_theme is not null then said.interview_id end
        from said, latest
        where churn.id = latest.id and (churn.reason_code is null or churn.reason_interview is not null)
          and churn.reason_code is distinct from said.decisive_theme
        """;
}
