using Platform.Contracts.Gateway;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Webhooks;

/// <summary>
/// Sends what is owed. Any instance may take a delivery; it leases it for a minute, so that one that dies in the middle
/// costs a repetition, never a loss (receivers know repetitions by webhook-id). Within an account only the oldest goes
/// out: what follows waits until it was received or given up.
/// </summary>
public sealed class DeliverWebhooks(
    Database database,
    WebhookSecrets secrets,
    WebhookClient client,
    TimeProvider clock,
    ILogger<DeliverWebhooks> log
) : PeriodicBackgroundService(TimeSpan.FromSeconds(1), log)
{
    private const int BatchSize = 50;
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(250);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await DeliverDueAsync(ct) > 0) { }
    }

    protected override Task RestAsync(CancellationToken ct) => Task.Delay(PollEvery, ct);

    private async Task<int> DeliverDueAsync(CancellationToken ct)
    {
        var due = await database.QueryAsync<DueDelivery>(
            Claim,
            new
            {
                Now = clock.GetUtcNow(),
                LeasedUntil = clock.GetUtcNow().AddMinutes(1),
                BatchSize,
            },
            ct
        );
        await Task.WhenAll(due.Select(delivery => DeliverAsync(delivery, ct)));
        return due.Count;
    }

    private async Task DeliverAsync(DueDelivery due, CancellationToken ct)
    {
        // One whose secret cannot be read is not sent, and tried again like any other failure: its operator may set the
        // right key again.
        var signing = due.LivingSecrets(secrets, clock.GetUtcNow());
        var (status, error) = signing is null
            ? (null, WebhookProblems.SecretUnreadable().Title)
            : await client.SendAsync(due.Url, due.EventId.ToString(), due.Body, signing, ct);
        if (error is null)
        {
            await database.ExecuteAsync(
                Received,
                new
                {
                    due.Id,
                    Now = clock.GetUtcNow(),
                    Status = status,
                },
                CancellationToken.None
            );
            return;
        }

        if (Backoff.Next(due.Attempts, due.CreatedAt, clock.GetUtcNow()) is { } again)
        {
            await database.ExecuteAsync(
                TryAgain,
                new
                {
                    due.Id,
                    Again = again,
                    Status = status,
                    Error = error,
                },
                CancellationToken.None
            );
            return;
        }

        await GiveUpAsync(due, status, error);
    }

    /// <summary>Three days without success: the subscription is switched off, and everyone who looks or listens is
    /// told.</summary>
    private async Task GiveUpAsync(DueDelivery due, int? status, string error)
    {
        await using var work = await database.BeginAsync(CancellationToken.None);
        await work.ExecuteAsync(
            Fail,
            new
            {
                due.Id,
                Status = status,
                Error = error,
            }
        );
        var reason = $"No delivery was received for three days; the last answer: {error}";
        if (await work.ExecuteAsync(Disable, new { due.SubscriptionId, Reason = reason }) > 0)
            await work.EnqueueAsync(new WebhookDisabled(due.SubscriptionId, due.Url, reason), key: due.SubscriptionId);
        await work.CommitAsync();
    }

    private const string Claim = """
        with due as (
            select delivery.id
              from webhook_delivery delivery
              join webhook_subscription subscription on subscription.id = delivery.subscription_id
                  and subscription.enabled
             where delivery.status = 'pending' and delivery.next_attempt_at <= @Now
               and not exists (select from webhook_delivery older
                                where older.subscription_id = delivery.subscription_id
                                    and older.account_key = delivery.account_key
                                  and older.status = 'pending' and older.id < delivery.id)
             order by delivery.next_attempt_at
             limit @BatchSize
               for update of delivery skip locked)
        update webhook_delivery delivery
           set attempts = attempts + 1, next_attempt_at = @LeasedUntil
          from due, webhook_subscription subscription
         where delivery.id = due.id and subscription.id = delivery.subscription_id and delivery.status = 'pending'
             and delivery.next_attempt_at <= @Now
        returning delivery.id, delivery.subscription_id, delivery.event_id, delivery.body, delivery.attempts,
            delivery.created_at,
                  subscription.url, subscription.secret, subscription.previous_secret, subscription.previous_until
        """;

    private const string Received =
        "update webhook_delivery set status = 'delivered', delivered_at = @Now, response_status = @Status, "
        + "last_error = null where id = @Id";

    private const string TryAgain =
        "update webhook_delivery set next_attempt_at = @Again, response_status = @Status, last_error = @Error "
        + "where id = @Id";

    private const string Fail =
        "update webhook_delivery set status = 'failed', response_status = @Status, last_error = @Error where id = @Id";

    private const string Disable =
        "update webhook_subscription set enabled = false, disabled_reason = @Reason, version = version + 1 where "
        + "id = @SubscriptionId and enabled";
}
