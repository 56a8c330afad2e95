namespace Platform.HealthScoring.Ingestion;

/// <summary>What HTTP and gRPC share: finds the accounts of a checked batch, puts the good events on the queue, and returns when the broker has them on disk.</summary>
public sealed class EventIntake(AccountDirectory accounts, UsagePublisher publisher, TimeProvider clock)
{
    /// <summary>How many were accepted; those of unknown accounts join the batch's rejections.</summary>
    public async ValueTask<int> TakeAsync(EventBatch batch, CancellationToken ct)
    {
        if (batch.Events.Count == 0) return 0;
        var ids = await accounts.FindAsync(batch.Accounts.All, ct);
        var accepted = batch.Events.Count;
        if (ids.Contains(null))
            foreach (var item in batch.Events)
            {
                if (ids[item.Account] is not null) continue;
                accepted--;
                var name = EventRules.Show(batch.Accounts.All[item.Account]);
                batch.Rejections.Add(new EventRejection(item.Index, item.Id.ToString(), "unknown_account", $"There is no account '{name}'. Name it by its id or as source:externalId, and import it first."));
            }
        if (accepted > 0) await publisher.PublishAsync(BatchMessage.Encode(batch, ids, clock.GetUtcNow().ToUnixTimeMilliseconds()), ct);
        return accepted;
    }
}
