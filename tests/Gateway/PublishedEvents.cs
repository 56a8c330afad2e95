using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Tests;

/// <summary>Events as the services publish them, over the real outbox and broker.</summary>
internal static class PublishedEvents
{
    public static async Task PublishAsync(this GatewayUnderTest gateway, params DomainEvent[] events)
    {
        await using var work = await gateway.Database.BeginAsync();
        await work.EnqueueAsync([.. events.Select(published => (published, published.AccountId))]);
        await work.CommitAsync();
    }

    public static AccountCreated Created(Guid account, string name, string? owner = "maria", string? size = "smb") =>
        new(account, 1, Snapshot(name, owner, size));

    public static AccountChanged Changed(
        Guid account,
        int version,
        string name,
        string? owner = "maria",
        string? size = "smb",
        Guid? mergedInto = null
    ) => new(account, version, Snapshot(name, owner, size) with { MergedInto = mergedInto }, ["name"]);

    public static HealthScoreChanged Scored(Guid account, int version, decimal? score) =>
        new(
            account,
            version,
            score,
            null,
            score switch
            {
                null => null,
                <= 50 => HealthBand.Red,
                <= 75 => HealthBand.Yellow,
                _ => HealthBand.Green,
            },
            null,
            [new HealthDriver("days_since_last_activity", 12.5m, "re-engage")],
            "smb",
            1
        );

    public static SubscriptionChanged Earned(Guid account, int version, decimal arr, DateOnly? renewal = null) =>
        new(account, version, [], new Money(arr / 12, "EUR"), new Money(arr, "EUR"), 10, renewal, null);

    private static AccountSnapshot Snapshot(string name, string? owner, string? size) =>
        new(
            name,
            null,
            null,
            null,
            null,
            null,
            "established",
            null,
            size,
            null,
            null,
            [],
            new Dictionary<string, System.Text.Json.JsonElement>(),
            owner is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["csm"] = owner }
        );
}
