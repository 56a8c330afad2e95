using Npgsql;
using Platform.LocalServers;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.Scores;

/// <summary>The daily rescoring on two replicas as processes of their own, because one of them has to be
/// killed.</summary>
public sealed class RescoreDailyTests : IAsyncLifetime
{
    /// <summary>More than a chunk of the book, and many transactions of the scorer.</summary>
    private const int Accounts = 6_000;

    private readonly string _name = $"test_rescoring_{Guid.NewGuid().ToString("N")[..10]}";
    private readonly string _directory = Directory.CreateTempSubdirectory("platform-rescoring-").FullName;
    private readonly List<ChildProcess> _replicas = [];
    private NpgsqlDataSource _database = null!;
    private string _connection = "";
    private Uri _virtualHost = null!;

    public async ValueTask InitializeAsync()
    {
        _connection = await Servers.Current.CreateDatabaseAsync(_name);
        _virtualHost = await Servers.Current.CreateVirtualHostAsync(_name);
        _database = NpgsqlDataSource.Create(_connection);
    }

    [Fact]
    public async Task A_replica_killed_in_the_middle_leaves_no_account_unscored_and_none_scored_twice()
    {
        await ReadyAsync(Start("first"));
        _replicas[0].Kill();
        await ExecuteAsync(
            "delete from daily_rescoring; insert into feature (name, core, declared) values ('reports', true, true)"
        );
        await ExecuteAsync(
            $"insert into account (account_id, customer_since, version) select gen_random_uuid(), current_date - "
                + $"400, 1 from generate_series(1, {Accounts})"
        );

        Start("second");
        var third = Start("third");
        await Eventually.HoldsAsync(
            async () => await CountAsync("select count(*) from score where version > 0") > 200,
            "some accounts are scored",
            seconds: 120
        );
        third.Kill();
        (await CountAsync("select count(*) from score where version > 0")).ShouldBeLessThan(
            Accounts,
            "it was killed in the middle"
        );

        await Eventually.HoldsAsync(
            async () => await CountAsync("select count(*) from score where version > 0") == Accounts,
            "all accounts are scored",
            seconds: 120
        );
        await Eventually.HoldsAsync(
            async () => await CountAsync("select count(*) from dirty_account") == 0,
            "no mark is left",
            seconds: 60
        );
        (await CountAsync("select count(*) from score_history")).ShouldBe(Accounts);
        (await CountAsync("select accounts from daily_rescoring where done")).ShouldBe(Accounts);
    }

    private ChildProcess Start(string name)
    {
        var http = FreePort.Next();
        var replica = ChildProcess.Start(
            name,
            new Launch("dotnet", [Path.Combine(AppContext.BaseDirectory, "Platform.HealthScoring.dll")])
            {
                Environment = new Dictionary<string, string?>
                {
                    ["HTTP_PORT"] = $"{http}",
                    ["GRPC_PORT"] = $"{FreePort.Next()}",
                    ["ConnectionStrings__health_scoring"] = _connection,
                    ["ConnectionStrings__rabbitmq"] = _virtualHost.ToString(),
                    ["InternalToken__Key"] = "a key for this test only, longer than 32 characters",
                    ["services__accounts__grpc__0"] = "http://127.0.0.1:9",
                },
            },
            _directory,
            LogOf(name)
        );
        _replicas.Add(replica);
        return replica;
    }

    private string LogOf(string name) => Path.Combine(_directory, name + ".log");

    /// <summary>It has made the tables and gone through the book, which is empty yet.</summary>
    private Task ReadyAsync(ChildProcess replica) =>
        Eventually.HoldsAsync(
            async () =>
            {
                if (replica.HasExited)
                    throw new InvalidOperationException(
                        $"The replica ended: {await File.ReadAllTextAsync(LogOf("first"))}"
                    );
                return await CountAsync("select count(*) from pg_tables where tablename = 'daily_rescoring'") > 0
                    && await CountAsync("select count(*) from pg_tables where tablename = 'challenger_score'") > 0
                    && await CountAsync("select count(*) from scorecard where status = 'active'") > 0
                    && await CountAsync(
                        "select count(*) from pg_attribute where attrelid = 'daily_rescoring'::regclass and "
                            + "attname = 'done'"
                    ) > 0
                    && await CountAsync("select count(*) from daily_rescoring where done") > 0;
            },
            "the first replica is ready",
            seconds: 120
        );

    private async Task<long> CountAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        return Convert.ToInt64(
            await command.ExecuteScalarAsync(TestContext.Current.CancellationToken),
            System.Globalization.CultureInfo.InvariantCulture
        );
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas.Where(r => !r.HasExited))
            replica.Kill();
        await _database.DisposeAsync();
        await Servers.Current.DropDatabaseAsync(_name);
        await Servers.Current.DeleteVirtualHostAsync(_name);
        Directory.Delete(_directory, recursive: true);
    }
}
