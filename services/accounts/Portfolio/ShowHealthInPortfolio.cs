using MassTransit;
using Platform.Accounts.Timeline;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Portfolio;

/// <summary>Keeps a copy of the health score, for sorting and segments, and writes the change into the account's history.</summary>
public sealed class ShowHealthInPortfolio(Inbox inbox, TimelineWriter timeline) : IConsumer<HealthScoreChanged>
{
    public Task Consume(ConsumeContext<HealthScoreChanged> context) => inbox.OnceAsync(context, async work =>
    {
        var changed = context.Message;
        await timeline.AppendAsync(work, new TimelineEntry(changed.EventId, changed.AccountId, changed.OccurredAt, "health_score_changed", Title(changed), Data: new
        {
            changed.Score,
            changed.PreviousScore,
            changed.Band,
            changed.PreviousBand,
            changed.Drivers,
        }) { Service = "health-scoring", Actor = changed.Actor });
        await work.ExecuteAsync(Update, new { changed.AccountId, changed.Version, changed.Score, Band = changed.Band?.ToString().ToLowerInvariant() });
    });

    private static string Title(HealthScoreChanged changed) => changed.Score is { } score
        ? $"Health {score:0.##}{(changed.Band is { } band ? $" ({band.ToString().ToLowerInvariant()})" : "")}{(changed.PreviousScore is { } previous ? $", was {previous:0.##}" : "")}"
        : "Health: not enough data";

    private const string Update = "update portfolio_entry set score = @Score, band = @Band, score_version = @Version where account_id = @AccountId and score_version < @Version";
}
