using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Net.Client;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Organisation;
using Platform.TestKit;

[assembly: AssemblyFixture(typeof(Platform.Renewals.Tests.RenewalsUnderTest))]

namespace Platform.Renewals.Tests;

/// <summary>The renewals service, whole, on real servers. The accounts service is stood in for by
/// <see cref="Accounts"/>.</summary>
public sealed class RenewalsUnderTest() : ServiceUnderTest<Program>("renewals")
{
    public KnownAccounts Accounts { get; } = new();

    protected override void ConfigureServices(IServiceCollection services)
    {
        services.RemoveAll<IAccountLookup>();
        services.AddSingleton<IAccountLookup>(Accounts);
    }

    /// <summary>Lets days pass and does what they bring.</summary>
    public async Task PassDaysAsync(int days)
    {
        Clock.Advance(TimeSpan.FromDays(days));
        await Services.GetRequiredService<ScheduledJobs>().RunOnceAsync(CancellationToken.None);
    }

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    /// <summary>Another service tells something.</summary>
    public Task TellAsync<T>(T domainEvent)
        where T : DomainEvent =>
        Services
            .GetRequiredService<IBus>()
            .Publish(domainEvent with { OccurredAt = Clock.GetUtcNow() }, c => c.MessageId = domainEvent.EventId);

    /// <summary>An account that the accounts service told us about.</summary>
    public async Task<Guid> AccountAsync(string? csm = null, string size = "smb")
    {
        var (reference, id) = Accounts.Add();
        var snapshot = new AccountSnapshot(
            "Account " + id.ToString("N")[..6],
            null,
            null,
            null,
            null,
            null,
            "established",
            null,
            size,
            "high_touch",
            "p2",
            [new ExternalId("crm", reference[4..])],
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

    public GrpcChannel ChannelFor(string role, string id = "test-user", params string[] scopes) =>
        GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpClient = ClientFor(role, id, scopes) });
}

/// <summary>Every account that a test made up, by the reference it is called by.</summary>
public sealed class KnownAccounts : IAccountLookup
{
    private readonly ConcurrentDictionary<string, Guid> _known = new(StringComparer.Ordinal);

    /// <summary>A new account; gives how an import row calls it, and its id.</summary>
    public (string Reference, Guid Id) Add()
    {
        var id = Guid.NewGuid();
        var reference = $"crm:{id:N}";
        _known[reference] = id;
        _known[id.ToString()] = id;
        return (reference, id);
    }

    public Task<IReadOnlyDictionary<AccountReference, Guid>> FindAsync(
        IReadOnlyCollection<AccountReference> references,
        CancellationToken ct
    ) =>
        Task.FromResult<IReadOnlyDictionary<AccountReference, Guid>>(
            references.Where(r => _known.ContainsKey(r.Text)).ToDictionary(r => r, r => _known[r.Text])
        );
}

internal static class Json
{
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(
            $"{(int)response.StatusCode} {response.RequestMessage?.Method} "
                + $"{response.RequestMessage?.RequestUri}: {text}"
        );
        return JsonSerializer.Deserialize<T>(text, ContractJson.Options)!;
    }

    /// <summary>The problem's type, for refused requests.</summary>
    public static async Task<(int Status, string Type, string Detail)> ProblemAsync(this HttpResponseMessage response)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (
            (int)response.StatusCode,
            problem.GetProperty("type").GetString()!,
            problem.TryGetProperty("detail", out var detail) ? detail.GetString()! : ""
        );
    }

    /// <summary>The one field that a refused request names.</summary>
    public static async Task<string> FieldAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(400, text);
        return JsonDocument
            .Parse(text)
            .RootElement.GetProperty("errors")
            .EnumerateObject()
            .ShouldHaveSingleItem(text)
            .Name;
    }

    public static Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient client,
        HttpMethod method,
        string path,
        object? body = null,
        string? ifMatch = null
    )
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: ContractJson.Options);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }
}
