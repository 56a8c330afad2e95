using System.Collections.Concurrent;
using System.Text.Json;
using Grpc.Net.Client;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Reviews;
using Platform.SuccessPlans.Telemetry;
using Platform.TestKit;

[assembly: AssemblyFixture(typeof(Platform.SuccessPlans.Tests.SuccessPlansUnderTest))]
// The tests share one service and its clock: one that lets days pass must not surprise another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Platform.SuccessPlans.Tests;

/// <summary>The success plans service, whole, on real servers. The services that it asks are stood in for.</summary>
public sealed class SuccessPlansUnderTest() : ServiceUnderTest<Program>("success-plans")
{
    public KnownAccounts Accounts { get; } = new();

    public UseElsewhere Use { get; } = new();

    public ContractsElsewhere Contracts { get; } = new();

    protected override void ConfigureServices(IServiceCollection services)
    {
        services.RemoveAll<IAccountsClient>();
        services.AddSingleton<IAccountsClient>(Accounts);
        services.RemoveAll<IFeatureUseClient>();
        services.AddSingleton<IFeatureUseClient>(Use);
        services.RemoveAll<IContractClient>();
        services.AddSingleton<IContractClient>(Contracts);
    }

    public HttpClient Ops => ClientFor(Roles.Ops);

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    /// <summary>Does what the day brings, without waiting for the half minute.</summary>
    public Task TurnAsync() => Services.GetRequiredService<ScheduledJobs>().RunOnceAsync(CancellationToken.None);

    /// <summary>Lets days pass and does what they bring.</summary>
    public async Task PassDaysAsync(int days)
    {
        Clock.Advance(TimeSpan.FromDays(days));
        await TurnAsync();
    }

    /// <summary>Another service tells something.</summary>
    public Task TellAsync<T>(T domainEvent)
        where T : DomainEvent =>
        Services
            .GetRequiredService<IBus>()
            .Publish(domainEvent with { OccurredAt = Clock.GetUtcNow() }, c => c.MessageId = domainEvent.EventId);

    /// <summary>An account that the accounts service told us about.</summary>
    public async Task<Guid> AccountAsync(
        string? csm = null,
        string? size = "smb",
        string? motion = "high_touch",
        string? name = null
    )
    {
        var id = Guid.NewGuid();
        var owners = csm is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["csm"] = csm };
        await TellAsync(
            new AccountCreated(
                id,
                1,
                KnownAccounts.Snapshot(name ?? "Account " + id.ToString("N")[..6], size, motion, owners)
            )
        );
        await Eventually.HoldsAsync(
            () =>
                Database.ScalarAsync<bool>(
                    "select exists (select from account_copy where account_id = @id)",
                    new { id }
                ),
            "the account is copied"
        );
        return id;
    }

    /// <summary>The account came into a rule-based segment.</summary>
    public async Task EnterAsync(Guid account, string segment)
    {
        await TellAsync(new SegmentEntered(account, Guid.NewGuid(), segment));
        await Eventually.HoldsAsync(
            () =>
                Database.ScalarAsync<bool>(
                    "select exists (select from account_segment where account_id = @account and segment = @segment)",
                    new { account, segment }
                ),
            "the segment is kept"
        );
    }

    /// <summary>A person at the customer that the accounts service told us about.</summary>
    public async Task<Guid> ContactAsync(Guid account, string name, string? seniority = null, params string[] roles)
    {
        var id = Guid.NewGuid();
        var contact = new ContactSnapshot(
            name,
            $"{id:N}@customer.example",
            null,
            seniority,
            null,
            roles,
            [],
            null,
            "active",
            []
        );
        await TellAsync(new ContactChanged(account, id, 1, contact, [], []));
        await Eventually.HoldsAsync(
            () =>
                Database.ScalarAsync<bool>(
                    "select exists (select from contact_copy where contact_id = @id)",
                    new { id }
                ),
            "the contact is copied"
        );
        return id;
    }

    public GrpcChannel ChannelFor(string role, string id = "test-user", params string[] scopes) =>
        GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpClient = ClientFor(role, id, scopes) });
}

/// <summary>Stands in for the accounts service: knows what a test put in.</summary>
public sealed class KnownAccounts : IAccountsClient
{
    private readonly ConcurrentDictionary<Guid, FoundAccount> _known = new();

    /// <summary>An account whose event has not come yet.</summary>
    public Guid Add(string name, params FoundContact[] contacts)
    {
        var id = Guid.NewGuid();
        _known[id] = new FoundAccount(
            1,
            Snapshot(name, "smb", "high_touch", new Dictionary<string, string>()),
            contacts
        );
        return id;
    }

    public Task<FoundAccount?> FindAsync(Guid accountId, CancellationToken ct) =>
        Task.FromResult(_known.GetValueOrDefault(accountId));

    internal static AccountSnapshot Snapshot(
        string name,
        string? size,
        string? motion,
        IReadOnlyDictionary<string, string> owners
    ) =>
        new(
            name,
            null,
            null,
            null,
            null,
            null,
            "onboarding",
            null,
            size,
            motion,
            "p2",
            [],
            new Dictionary<string, JsonElement>(),
            owners
        );
}
