using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Shouldly;
using Xunit;

namespace Platform.TestKit;

/// <summary>
/// One service, whole, on real servers: its own database and virtual host, and a clock of the test's. Derive a fixture
/// per service: <c>sealed class AccountsUnderTest() : ServiceUnderTest&lt;Program&gt;("accounts")</c>, and share it
/// with <c>IClassFixture</c>, or <c>[assembly: AssemblyFixture(typeof(...))]</c> for the whole project.
/// </summary>
/// <param name="service">The resource name, kebab-case.</param>
public abstract class ServiceUnderTest<TProgram>(string service) : WebApplicationFactory<TProgram>, IAsyncLifetime
    where TProgram : class
{
    public const string InternalTokenKey = "an internal key for tests only, 32+ characters";

    private readonly string _name = $"test_{service.Replace('-', '_')}_{Guid.NewGuid().ToString("N")[..10]}";
    private string _database = "";
    private Uri? _virtualHost;

    /// <summary>Starts now; tests move it. Instants in PostgreSQL's own <c>now()</c> do not follow.</summary>
    public TestClock Clock { get; } = new(DateTimeOffset.UtcNow);

    public Database Database => Services.GetRequiredService<Database>();

    public string DatabaseConnectionString => _database;

    public Uri VirtualHost => _virtualHost!;

    public virtual async ValueTask InitializeAsync()
    {
        // Statements that no test runs are looked at too.
        foreach (var assembly in new[] { typeof(TProgram).Assembly, typeof(Database).Assembly })
            ParameterNames.ClashesIn(assembly).ShouldBeEmpty();
        _database = await Servers.Current.CreateDatabaseAsync(_name);
        _virtualHost = await Servers.Current.CreateVirtualHostAsync(_name);
        using var client = ConnectToStarted();
        await AwaitReadyAsync(client);
    }

    /// <summary>Ready means that the consumers are bound; what a test publishes before that would reach
    /// nobody.</summary>
    protected virtual Task AwaitReadyAsync(HttpClient client) =>
        Eventually.HoldsAsync(
            async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode,
            $"{service} ready"
        );

    /// <summary>Starts the host and gives a client of it. A service that a test runs on ports of its own says here
    /// which one answers HTTP/1.1.</summary>
    protected virtual HttpClient ConnectToStarted() => CreateClient();

    /// <summary>More settings, for example <c>services:renewals:grpc:0</c>.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings() => [];

    protected virtual void ConfigureServices(IServiceCollection services) { }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        // UseSetting, not ConfigureAppConfiguration: it is there already while Program reads its configuration.
        builder.UseSetting($"ConnectionStrings:{service.Replace('-', '_')}", _database);
        builder.UseSetting("ConnectionStrings:rabbitmq", _virtualHost!.ToString());
        builder.UseSetting("ConnectionStrings:redis", Servers.Current.Redis);
        builder.UseSetting("InternalToken:Key", InternalTokenKey);
        foreach (var (key, value) in Settings())
            builder.UseSetting(key, value);
        builder.ConfigureServices(services =>
        {
            services.RemoveAll<TimeProvider>();
            services.AddSingleton<TimeProvider>(Clock);
            ConfigureServices(services);
        });
    }

    /// <summary>A client with an internal token for this caller, as the gateway would pass it on; every POST carries a
    /// fresh idempotency key.</summary>
    public HttpClient ClientFor(string role, string id = "test-user", params string[] scopes)
    {
        var client = CreateDefaultClient(
            new TokenHandler(
                Services.GetRequiredService<InternalToken>(),
                new Caller(id, role, scopes.ToHashSet(StringComparer.Ordinal))
            )
        );
        client.BaseAddress = new Uri("http://localhost");
        return client;
    }

    /// <summary>Hears events of one type from now on.</summary>
    public Task<Listening<T>> ListenToAsync<T>()
        where T : DomainEvent => Listening<T>.StartAsync(VirtualHost);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Servers.Current.DropDatabaseAsync(_name);
        await Servers.Current.DeleteVirtualHostAsync(_name);
        GC.SuppressFinalize(this);
    }

    /// <summary>Tokens live for a minute of the test's clock, so each request gets a new one.</summary>
    private sealed class TokenHandler(InternalToken tokens, Caller caller) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", tokens.Issue(caller));
            if (request.Method == HttpMethod.Post && !request.Headers.Contains(Idempotency.Header))
                request.Headers.Add(Idempotency.Header, Guid.NewGuid().ToString());
            return base.SendAsync(request, cancellationToken);
        }
    }
}
