using System.Text.Json;
using Platform.Accounts.Accounts;
using Platform.Accounts.Segments;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Portfolio;

/// <summary>Keeps a copy of the health score, for sorting and segments, and writes the change into the account's
/// history.</summary>
internal sealed class UpdatePortfolioOnHealthScoreChanged(
    AccountWriter accounts,
    SegmentMembership segments,
    KeepProbabilities keep,
    TimelineWriter timeline
) : IEventHandler<HealthScoreChanged>
{
    public async Task HandleAsync(HealthScoreChanged changed, UnitOfWork work, CancellationToken ct)
    {
        var account = (await AccountReader.LockAsync(work, [changed.AccountId])).GetValueOrDefault(changed.AccountId);
        await timeline.AppendAsync(
            work,
            new TimelineEntry(
                changed.EventId,
                changed.AccountId,
                changed.OccurredAt,
                "health_score_changed",
                Title(changed),
                Data: new
                {
                    changed.Score,
                    changed.PreviousScore,
                    changed.Band,
                    changed.PreviousBand,
                    changed.Drivers,
                }
            )
            {
                Service = "health-scoring",
                Actor = changed.Actor,
            }
        );
        var shown = await work.ExecuteAsync(
            Update,
            new
            {
                changed.AccountId,
                changed.Version,
                changed.Score,
                Change = changed.Score - changed.PreviousScore,
                changed.OccurredAt,
                Band = HealthBands.NameOf(changed.Band),
                changed.Segment,
                Drivers = JsonSerializer.Serialize(changed.Drivers.Select(PortfolioDriver.From), ContractJson.Options),
            }
        );
        if (account is null || shown == 0)
            return;
        await keep.RefreshAsync(work, [account.Id]);
        // Priority depends on health; segments do in any case.
        if ((await accounts.SaveAsync(work, [new AccountChange(account, account, [])])).Count == 0)
            await segments.EvaluateAsync(work, [account.Id]);
    }

    private static string Title(HealthScoreChanged changed)
    {
        if (changed.Score is not { } score)
            return "Health: not enough data";
        var band = changed.Band is { } name ? $" ({name.ToString().ToLowerInvariant()})" : "";
        var before = changed.PreviousScore is { } previous ? $", was {previous:0.##}" : "";
        return $"Health {score:0.##}{band}{before}";
    }

    private const string Update = """
        update portfolio_entry set score = @Score, band = @Band, score_version = @Version, drivers = @Drivers::jsonb,
            scorecard_segment = @Segment, score_change = @Change, score_changed_at = @OccurredAt
        where account_id = @AccountId and score_version < @Version
        """;
}
