using System.Text.Json;
using Grpc.Net.Client;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Engagement.InApp;
using Platform.Engagement.Meetings;
using Platform.Engagement.Tests.InApp;
using Platform.Engagement.Tests.Meetings;
using Platform.ServiceKit.Organisation;
using Platform.TestKit;

[assembly: AssemblyFixture(typeof(Platform.Engagement.Tests.EngagementUnderTest))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Platform.Engagement.Tests;

/// <summary>The engagement service, whole, on real servers; what other services tell it comes over the real
/// bus.</summary>
public sealed class EngagementUnderTest() : ServiceUnderTest<Program>("engagement")
{
    /// <summary>Receivers of webhooks are on loopback here.</summary>
    protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
        [.. base.Settings(), new("WebhookStep:AllowPrivateAddresses", "true")];

    /// <summary>Health scoring and success plans are other processes.</summary>
    protected override void ConfigureServices(IServiceCollection services)
    {
        services.RemoveAll<IUsageClient>();
        services.AddSingleton<IUsageClient, UsageElsewhere>();
        services.RemoveAll<IPlanDaysClient>();
        services.AddSingleton<IPlanDaysClient, PlansElsewhere>();
    }

    /// <summary>Another service tells something.</summary>
    public async Task TellAsync(params DomainEvent[] events)
    {
        var bus = Services.GetRequiredService<IBus>();
        foreach (var domainEvent in events)
            await bus.Publish(domainEvent with { OccurredAt = Clock.GetUtcNow() }, domainEvent.GetType(), c =>
                c.MessageId = domainEvent.EventId
            );
    }

    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await RunTimedTasksAsync();
    }

    public Task RunTimedTasksAsync() =>
        Services.GetRequiredService<ScheduledJobs>().RunOnceAsync(CancellationToken.None);

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    /// <summary>An account that the accounts service told us about.</summary>
    public async Task<Guid> AccountAsync(
        string? csm = null,
        string size = "smb",
        string? externalId = null,
        string? country = null
    )
    {
        var id = Guid.NewGuid();
        var snapshot = new AccountSnapshot(
            "Account " + id.ToString("N")[..6],
            null,
            null,
            country,
            null,
            null,
            "established",
            null,
            size,
            "high_touch",
            "p2",
            [new ExternalId("crm", externalId ?? id.ToString("N"))],
            new Dictionary<string, JsonElement>(),
            csm is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["csm"] = csm }
        );
        await TellAsync(new AccountCreated(id, 1, snapshot));
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

    public async Task<Guid> ContactAsync(
        Guid account,
        string name = "Pat",
        string? email = null,
        string[]? roles = null,
        string seniority = "manager",
        string[]? users = null
    )
    {
        var id = Guid.NewGuid();
        var contact = new ContactSnapshot(
            name,
            email ?? $"{id:N}@example.com",
            null,
            seniority,
            "it",
            roles ?? ["end_user"],
            users ?? [],
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

    /// <summary>The events of one kind about an account that went out, or wait to.</summary>
    public async Task<IReadOnlyList<T>> ToldAsync<T>(Guid account, int atLeast)
        where T : DomainEvent =>
        await Eventually.GetAsync(
            () => Task.FromResult<IReadOnlyList<T>>([.. _heard.OfType<T>().Where(e => e.AccountId == account)]),
            events => events.Count >= atLeast,
            $"{atLeast} {typeof(T).Name}"
        );

    private readonly System.Collections.Concurrent.ConcurrentQueue<DomainEvent> _heard = new();
    private IBusControl? _listener;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var formatter = new EventNames();
        _listener = MassTransit.Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(VirtualHost);
            rabbit.MessageTopology.SetEntityNameFormatter(formatter);
            rabbit.ConfigureJsonSerializerOptions(ContractJson.Configure);
            rabbit.ReceiveEndpoint("heard-by-tests", endpoint =>
            {
                endpoint.Handler<Contracts.Engagement.PlaybookStarted>(Hear);
                endpoint.Handler<Contracts.Engagement.StepDone>(Hear);
                endpoint.Handler<Contracts.Engagement.ApprovalRequested>(Hear);
                endpoint.Handler<Contracts.Engagement.ApprovalDecided>(Hear);
                endpoint.Handler<Contracts.Engagement.PlaybookEnded>(Hear);
                endpoint.Handler<Contracts.Engagement.PlaybookFailed>(Hear);
                endpoint.Handler<Contracts.Engagement.GoalReached>(Hear);
                endpoint.Handler<Contracts.Engagement.TouchSent>(Hear);
                endpoint.Handler<Contracts.Engagement.MessageSeen>(Hear);
                endpoint.Handler<Contracts.Engagement.MeetingBooked>(Hear);
                endpoint.Handler<Contracts.Engagement.MeetingCancelled>(Hear);
                endpoint.Handler<Contracts.Engagement.EmailReplied>(Hear);
                endpoint.Handler<Contracts.Engagement.ContactUnreachable>(Hear);
                endpoint.Handler<ContactErased>(Hear);
            });
        });
        await _listener.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_listener is not null)
            await _listener.StopAsync();
        await base.DisposeAsync();
    }

    public GrpcChannel ChannelFor(string role, string id = "test-user", params string[] scopes) =>
        GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpClient = ClientFor(role, id, scopes) });

    /// <summary>Somebody with nothing but a link, as the gateway lets them in: role customer, no scopes.</summary>
    public HttpClient Visitor() => ClientFor(ServiceKit.Auth.Roles.Customer, "link:test");

    private Task Hear<T>(ConsumeContext<T> context)
        where T : DomainEvent
    {
        _heard.Enqueue(context.Message);
        return Task.CompletedTask;
    }

    private sealed class EventNames : IEntityNameFormatter
    {
        public string FormatEntityName<T>() =>
            typeof(DomainEvent).IsAssignableFrom(typeof(T)) && !typeof(T).IsAbstract
                ? EventCatalogue.NameOf(typeof(T))
                : typeof(T).Name;
    }
}
