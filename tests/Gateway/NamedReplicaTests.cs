using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Gateway.Routing;
using Platform.LocalServers;
using Platform.Protos.Scoring.V1;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

/// <summary>
/// On a cluster the gateway knows scoring by one name: an address for each replica that is ready stands behind it.
/// </summary>
public sealed class NamedReplicaTests(NamedReplicaTests.GatewayWithNames gateway)
    : IClassFixture<NamedReplicaTests.GatewayWithNames>
{
    [Fact]
    public async Task Every_replica_behind_a_name_gets_calls_and_they_come_and_go_as_the_name_says()
    {
        using var csm = await gateway.PersonAsync(Roles.Csm);

        gateway.Name("127.0.0.2", "127.0.0.3");
        await TakePartAsync(csm, "127.0.0.2", "127.0.0.3");

        gateway.Name("127.0.0.3", "127.0.0.4");
        await TakePartAsync(csm, "127.0.0.3", "127.0.0.4");

        // A name that leads nowhere for a while says nothing about those that are there.
        gateway.Name();
        var asked = gateway.Asked;
        await Eventually.HoldsAsync(() => Task.FromResult(gateway.Asked > asked + 1), "the name was looked up in vain");
        await TakePartAsync(csm, "127.0.0.3", "127.0.0.4");
    }

    [Fact]
    public async Task Every_replica_behind_a_name_gets_grpc_calls_of_other_services()
    {
        gateway.Name("127.0.0.2", "127.0.0.4");
        foreach (var replica in gateway.Scoring.Values)
            replica.Answer = context =>
                context.Request.Path.Value!.Contains("GetScore", StringComparison.Ordinal)
                    ? GrpcAnswers.MessageAsync(context, new Score())
                    : Task.CompletedTask;
        var client = gateway.Services.GetRequiredService<ScoringService.ScoringServiceClient>();

        await TakePartAsync(CallAsync, "127.0.0.2", "127.0.0.4");
        gateway.Name("127.0.0.3");
        await TakePartAsync(CallAsync, "127.0.0.3");

        // A deadline of its own: the usual one follows the test's clock, which stands.
        Task CallAsync() =>
            client.GetScoreAsync(new GetScoreRequest(), deadline: DateTime.UtcNow.AddSeconds(5)).ResponseAsync;
    }

    private Task<string> TakePartAsync(HttpClient csm, params string[] replicas) =>
        TakePartAsync(
            async () =>
            {
                using var answer = await csm.GetAsync("/v1/accounts/1/score");
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            },
            replicas
        );

    /// <summary>Calls ten times, again and again, until these and no others answer.</summary>
    private Task<string> TakePartAsync(Func<Task> call, params string[] replicas) =>
        Eventually.GetAsync(
            async () =>
            {
                foreach (var replica in gateway.Scoring.Values)
                    replica.Seen.Clear();
                for (var i = 0; i < 10; i++)
                    await call();
                return string.Join(
                    ' ',
                    gateway.Scoring.Where(r => !r.Value.Seen.IsEmpty).Select(r => r.Key).Order(StringComparer.Ordinal)
                );
            },
            answered => answered == string.Join(' ', replicas),
            $"calls go to {string.Join(" and ", replicas)}"
        );

    /// <summary>
    /// A gateway that is told <c>http://scoring.cluster.example</c>, and three replicas, each on an address of its own.
    /// </summary>
    public sealed class GatewayWithNames : GatewayUnderTest
    {
        private const string Host = "scoring.cluster.example";
        private readonly int _http = FreePort.Next();
        private readonly int _grpc = FreePort.Next();
        private volatile string[] _addresses = ["127.0.0.2"];
        private int _asked;

        public GatewayWithNames()
        {
            foreach (var address in new[] { "127.0.0.2", "127.0.0.3", "127.0.0.4" })
            {
                Scoring[address] = new UpstreamService(ServiceNames.HealthScoring)
                {
                    Address = IPAddress.Parse(address),
                    HttpPort = _http,
                    GrpcPort = _grpc,
                };
            }
        }

        public ConcurrentDictionary<string, UpstreamService> Scoring { get; } = new(StringComparer.Ordinal);

        public int Asked => Volatile.Read(ref _asked);

        public void Name(params string[] addresses) => _addresses = addresses;

        public override async ValueTask InitializeAsync()
        {
            foreach (var replica in Scoring.Values)
                await replica.StartAsync();
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            foreach (var replica in Scoring.Values)
                await replica.DisposeAsync();
        }

        protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
            [
                .. base.Settings()
                    .Where(setting => !setting.Key.StartsWith("services:health-scoring:", StringComparison.Ordinal)),
                new("services:health-scoring:http:0", $"http://{Host}:{_http}"),
                new("services:health-scoring:grpc:0", $"http://{Host}:{_grpc}"),
            ];

        protected override void ConfigureServices(IServiceCollection services)
        {
            services.RemoveAll<ResolveName>();
            services.AddSingleton<ResolveName>(
                (host, _) =>
                {
                    host.ShouldBe(Host);
                    Interlocked.Increment(ref _asked);
                    return _addresses.Length == 0
                        ? Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound))
                        : Task.FromResult(Array.ConvertAll(_addresses, IPAddress.Parse));
                }
            );
        }
    }
}
