using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.TestKit;

namespace Platform.Accounts.Tests;

/// <summary>Says over the real broker what other services would say.</summary>
internal static class Publishing
{
    public static Task TellAsync<T>(this AccountsUnderTest service, T told)
        where T : DomainEvent =>
        service
            .Services.GetRequiredService<IBus>()
            .Publish(told with { OccurredAt = service.Clock.GetUtcNow(), Actor = "test" }, context =>
                context.MessageId = told.EventId
            );

    private static int _version = 1;

    /// <summary>Revenue of an account as renewals tells it; returns when it is seen.</summary>
    public static async Task TellRevenueAsync(
        this AccountsUnderTest service,
        Guid account,
        decimal arr,
        DateOnly? renewal = null
    )
    {
        await service.TellAsync(
            new SubscriptionChanged(
                account,
                Interlocked.Increment(ref _version),
                [],
                new Money(arr / 12, "EUR"),
                new Money(arr, "EUR"),
                10,
                renewal,
                null
            )
        );
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select arr = @arr and renewal_date is not distinct from @renewal from portfolio_entry where "
                        + "account_id = @account",
                    new
                    {
                        arr,
                        account,
                        renewal,
                    }
                ),
            "revenue is seen"
        );
    }

    public static async Task TellHealthAsync(
        this AccountsUnderTest service,
        Guid account,
        decimal score,
        HealthBand band
    )
    {
        await service.TellAsync(
            new HealthScoreChanged(account, Interlocked.Increment(ref _version), score, null, band, null, [], "smb", 1)
        );
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select score = @score from portfolio_entry where account_id = @account",
                    new { score, account }
                ),
            "the score is seen"
        );
    }
}
