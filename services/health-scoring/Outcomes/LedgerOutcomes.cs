using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Outcomes;

/// <summary>
/// How an account's terms ended as the ledger has it, with the days on which they did: a past that is imported has its
/// outcomes at once.
/// </summary>
internal static class LedgerOutcomes
{
    public const string Source = "ledger";

    /// <summary>The whole past of the account at once, so that what is no longer believed goes.</summary>
    public static Task<int> ReplaceAsync(
        UnitOfWork work,
        Guid accountId,
        IReadOnlyList<TermOutcome> outcomes,
        DateTimeOffset toldAt
    )
    {
        var known = outcomes.Where(o => OutcomeKinds.All.Contains(o.Kind, StringComparer.Ordinal)).ToList();
        return work.ExecuteAsync(
            Replace,
            new
            {
                accountId,
                Source,
                toldAt,
                Days = known.ConvertAll(o => o.On).ToArray(),
                Kinds = known.ConvertAll(o => o.Kind).ToArray(),
            }
        );
    }

    private const string Replace = """
        delete from outcome where account_id = @accountId and source = @Source;
        insert into outcome (account_id, source, reference, kind, decided_on, recorded_at)
        select @accountId, @Source, day::text, kind, day, @toldAt from unnest(@Days, @Kinds) as o (day, kind)
        on conflict do nothing
        """;
}
