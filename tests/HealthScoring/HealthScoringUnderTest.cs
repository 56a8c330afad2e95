using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.HealthScoring.Accounts;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests;

/// <summary>Tests that need the servers share one service; the pure ones run without any.</summary>
[CollectionDefinition(Name)]
public sealed class OnServers : ICollectionFixture<HealthScoringUnderTest>
{
    public const string Name = "on servers";
}

/// <summary>The whole service on real servers; only the accounts service, another process, is played by a
/// list.</summary>
public sealed class HealthScoringUnderTest() : ServiceUnderTest<Program>("health-scoring")
{
    public AccountsElsewhere Elsewhere { get; } = new();

    /// <summary>Tests tell a past in one piece, and do not wait for more of it.</summary>
    protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
        [new("Scoring:HoldHistorySeconds", "0"), new("Scoring:RoundsSettleSeconds", "0")];

    protected override void ConfigureServices(IServiceCollection services)
    {
        services.RemoveAll<IAccountsClient>();
        services.AddSingleton<IAccountsClient>(Elsewhere);
    }

    public HttpClient Ops => ClientFor(Roles.Ops);

    public Task PublishAsync(DomainEvent message) =>
        Services
            .GetRequiredService<IBus>()
            .Publish(message, message.GetType(), context => context.MessageId = message.EventId);

    /// <summary>An account known by its event, with an external id crm:{id}.</summary>
    public async Task<Guid> AddAccountAsync(string? size = null, DateOnly? customerSince = null)
    {
        var id = Guid.CreateVersion7();
        await PublishAsync(
            new AccountCreated(
                id,
                1,
                new AccountSnapshot(
                    "Acme",
                    null,
                    null,
                    null,
                    null,
                    null,
                    "established",
                    customerSince,
                    size,
                    null,
                    null,
                    [new ExternalId("crm", id.ToString("N"))],
                    new Dictionary<string, JsonElement>(),
                    new Dictionary<string, string>()
                )
            )
            {
                OccurredAt = Clock.GetUtcNow(),
            }
        );
        await Eventually.HoldsAsync(
            () =>
                Database.ScalarAsync<bool>(
                    "select exists (select from score where account_id = @id and version > 0)",
                    new { id }
                )!,
            "the new account is scored"
        );
        return id;
    }

    public async Task<JsonElement> SendAsync(HttpClient client, params object[] events)
    {
        var answer = await client.PostAsJsonAsync("/v1/events", new { events });
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public object Event(
        object account,
        string user = "u-1",
        string feature = "dashboards",
        DateTimeOffset? at = null,
        string? id = null,
        long quantity = 1
    ) =>
        new
        {
            eventId = id ?? Guid.CreateVersion7().ToString(),
            account = account.ToString(),
            user,
            feature,
            quantity,
            occurredAt = at ?? Clock.GetUtcNow().AddMinutes(-1),
        };

    public Task StoredAsync(Guid accountId, int events) =>
        Eventually.GetAsync(
            () =>
                Database.ScalarAsync<long>(
                    "select coalesce(sum(events), 0) from usage_day where account_id = @accountId",
                    new { accountId }
                )!,
            n => n == events,
            $"{events} events of the account in its rollups"
        );

    public Task ScoredAsync() =>
        Eventually.HoldsAsync(
            () =>
                Database.ScalarAsync<bool>(
                    "select not exists (select from dirty_account) and not exists (select from usage_delta)"
                )!,
            "nothing waits to be scored"
        );
}

public sealed class AccountsElsewhere : IAccountsClient
{
    public HashSet<Guid> Ids { get; } = [];

    public int Asked { get; private set; }

    public Dictionary<Guid, string> Owners { get; } = [];

    public Task<IReadOnlyList<Guid?>> FindAsync(IReadOnlyList<AccountName> names, CancellationToken ct)
    {
        Asked++;
        return Task.FromResult<IReadOnlyList<Guid?>>([
            .. names.Select(n => n.Id is { } id && Ids.Contains(id) ? id : (Guid?)null),
        ]);
    }

    public Task<IReadOnlyCollection<string>> OwnersAsync(Guid accountId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyCollection<string>>(Owners.TryGetValue(accountId, out var owner) ? [owner] : []);
}
