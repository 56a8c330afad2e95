using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Portfolio;

/// <summary>Keeps how likely the organisation's model finds it that accounts churn.</summary>
internal sealed class PredictionProjection(KeepProbabilities keep) : IEventHandler<ChurnPredicted>
{
    public async Task HandleAsync(ChurnPredicted domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var ids = domainEvent.Accounts.Select(account => account.AccountId).ToArray();
        await work.ExecuteAsync(
            Update,
            new
            {
                ids,
                Probabilities = domainEvent.Accounts.Select(account => account.Probability).ToArray(),
                domainEvent.OccurredAt,
            }
        );
        await keep.RefreshAsync(work, ids);
    }

    private const string Update = """
        with given as (
            select * from unnest(@ids, @Probabilities::numeric[]) as row (id, probability)
        ), locked as (
            select account_id from portfolio_entry where account_id = any(@ids) order by account_id for update
        )
        update portfolio_entry set churn_probability = given.probability, predicted_at = @OccurredAt
        from given join locked on locked.account_id = given.id
        where portfolio_entry.account_id = given.id and coalesce(predicted_at < @OccurredAt, true)
        """;
}
