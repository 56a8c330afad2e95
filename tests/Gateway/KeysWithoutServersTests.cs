using System.Diagnostics;
using System.Net;
using Platform.LocalServers;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

/// <summary>API keys on two instances while the servers that they share go away one after the other.</summary>
public sealed class KeysWithoutServersTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("platform-keys-").FullName;
    private LocalServerSet _servers = null!;
    private Instance _first = null!;
    private Instance _second = null!;

    private sealed class Instance(LocalServerSet servers) : GatewayUnderTest
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
            [
                .. base.Settings(),
                new("ConnectionStrings:gateway", servers.Postgres.ConnectionStringFor("gateway")),
                new("ConnectionStrings:rabbitmq", servers.RabbitMq.ConnectionString),
                new("ConnectionStrings:redis", $"{servers.Redis.ConnectionString},abortConnect=false"),
            ];
    }

    public async ValueTask InitializeAsync()
    {
        // PostgreSQL runs as a user of its own and has to get through.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_directory, (UnixFileMode)0b111_101_101);
        _servers = await LocalServerSet.StartAllAsync(_directory);
        await _servers.Postgres.CreateDatabaseAsync("gateway");
        _first = new Instance(_servers);
        await _first.InitializeAsync();
        _second = new Instance(_servers);
        await _second.InitializeAsync();
    }

    [Fact]
    public async Task A_revocation_needs_the_database_alone_and_a_frozen_one_holds_up_nobody()
    {
        var (revoked, secret) = await _first.KeyAsync("accounts:read");
        var (_, other) = await _first.KeyAsync("accounts:read");
        using var ops = await _first.PersonAsync(Roles.Ops);
        (await CallAsync(_second, secret)).ShouldBe(HttpStatusCode.OK);
        (await CallAsync(_second, other)).ShouldBe(HttpStatusCode.OK);

        _servers.RabbitMq.Kill();
        _servers.Redis.Kill();
        var answers = await UnderLoadAsync(_second, secret, async () =>
        {
            (await ops.DeleteAsync($"/v1/api-keys/{revoked}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            return Stopwatch.GetTimestamp();
        });
        answers.ShouldContain(answer => answer.Status == HttpStatusCode.Unauthorized);
        answers
            .Where(answer => answer.AfterChange > 1)
            .ShouldAllBe(answer => answer.Status == HttpStatusCode.Unauthorized, "a second later everywhere");
        answers.ShouldAllBe(answer =>
            answer.Status == HttpStatusCode.OK || answer.Status == HttpStatusCode.Unauthorized
        );

        _servers.Postgres.Freeze();
        try
        {
            // One by one each of these would wait for the database until its query is given up.
            var unknown = Task.WhenAll(Enumerable.Range(0, 40).Select(_ => CallAsync(_second, secret)));
            for (var call = 0; call < 20; call++)
                (await CallAsync(_second, other)).ShouldBe(HttpStatusCode.OK, "what is known holds");
            (await unknown.WaitAsync(TimeSpan.FromSeconds(20))).ShouldAllBe(
                status => status == HttpStatusCode.Unauthorized || status == HttpStatusCode.ServiceUnavailable,
                "a key that is not known is refused without asking for long"
            );
        }
        finally
        {
            _servers.Postgres.Thaw();
        }

        // The connections of before, cut off meanwhile, are no obstacle to what comes.
        var young = await TestKit.Eventually.GetAsync(
            async () => await IssueAsync(),
            issued => issued is not null,
            "a key can be issued again"
        );
        var first = await TestKit.Eventually.GetAsync(
            () => CallAsync(_second, young!),
            status => status != HttpStatusCode.ServiceUnavailable,
            "the other instance reads keys again"
        );
        first.ShouldBe(HttpStatusCode.OK, "until then it did not call a good key bad");
    }

    private async Task<string?> IssueAsync()
    {
        try
        {
            return (await _first.KeyAsync("accounts:read")).Secret;
        }
        catch (ShouldAssertException)
        {
            return null;
        }
    }

    private static async Task<HttpStatusCode> CallAsync(Instance gateway, string secret)
    {
        using var partner = gateway.Anonymous();
        partner.DefaultRequestHeaders.Add("X-Api-Key", secret);
        using var answer = await partner.GetAsync("/v1/segments");
        return answer.StatusCode;
    }

    /// <summary>Calls with a key without a pause from before a change until well after it; seconds count from the
    /// instant that the change gives.</summary>
    private static async Task<List<(double AfterChange, HttpStatusCode Status)>> UnderLoadAsync(
        Instance gateway,
        string secret,
        Func<Task<long>> change
    )
    {
        using var stop = new CancellationTokenSource();
        var load = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(async () =>
                {
                    var calls = new List<(long StartedAt, HttpStatusCode Status)>();
                    while (!stop.IsCancellationRequested)
                        calls.Add((Stopwatch.GetTimestamp(), await CallAsync(gateway, secret)));
                    return calls;
                })
            )
            .ToList();
        var changedAt = await change();
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await stop.CancelAsync();
        return
        [
            .. (await Task.WhenAll(load))
                .SelectMany(calls => calls)
                .Select(call => ((call.StartedAt - changedAt) / (double)Stopwatch.Frequency, call.Status)),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        await _servers.DisposeAsync();
        await ServerDirectory.DeleteAsync(_directory);
    }
}
