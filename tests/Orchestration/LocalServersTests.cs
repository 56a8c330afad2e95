using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Npgsql;
using Platform.LocalServers;

namespace Platform.Orchestration;

public sealed class LocalServersTests
{
    [Fact]
    public void A_port_is_given_to_one_only_though_nobody_listens_on_it_yet() =>
        Enumerable.Range(0, 1_000).Select(_ => FreePort.Next()).ShouldBeUnique();

    [Fact]
    public async Task Postgres_keeps_what_was_committed_when_killed_and_when_stopped()
    {
        using var directory = new ScratchDirectory();
        await using var postgres = new PostgresServer(directory.Path);
        await postgres.StartAsync();
        var port = postgres.Port;
        await ExecuteAsync(postgres, "create table kept (value int); insert into kept values (1)");

        postgres.Kill();
        await Should.ThrowAsync<NpgsqlException>(() => ExecuteAsync(postgres, "select 1"));
        await postgres.StartAsync();
        postgres.Port.ShouldBe(port);
        await ExecuteAsync(postgres, "insert into kept values (2)");
        await postgres.StopAsync();

        // Another object, as the next run of the platform has: another port, the same data and password.
        await using var again = new PostgresServer(directory.Path);
        await again.StartAsync();
        (await ExecuteAsync(again, "select sum(value)::int from kept")).ShouldBe(3);
    }

    [Fact]
    public async Task Postgres_is_safe_by_default()
    {
        using var directory = new ScratchDirectory();
        await using var postgres = new PostgresServer(directory.Path);
        await postgres.StartAsync();

        (await ExecuteAsync(postgres, "show fsync")).ShouldBe("on");
        (await ExecuteAsync(postgres, "show listen_addresses")).ShouldBe("127.0.0.1");
        File.ReadAllText($"/proc/{postgres.ProcessId}/status").ShouldNotContain("Uid:\t0\t");
        var wrong = new NpgsqlConnectionStringBuilder(postgres.ConnectionString)
        {
            Password = "postgres",
            Pooling = false,
        }.ConnectionString;
        await using var intruder = new NpgsqlConnection(wrong);
        (await Should.ThrowAsync<PostgresException>(() => intruder.OpenAsync())).SqlState.ShouldBe("28P01");
    }

    [Fact]
    public async Task RabbitMq_keeps_a_durable_queue_over_a_restart_and_leaves_no_port_mapper()
    {
        using var directory = new ScratchDirectory();
        await using var rabbit = new RabbitMqServer(directory.Path);
        await rabbit.StartAsync();
        using var http = Management(rabbit);
        using var queue = new StringContent("""{"durable":true}""", Encoding.UTF8, "application/json");
        (await http.PutAsync("api/queues/%2F/kept", queue)).EnsureSuccessStatusCode();

        await rabbit.RestartAsync();
        (await http.GetAsync("api/queues/%2F/kept")).EnsureSuccessStatusCode();
        // Only now: what a broker was told a moment before a kill -9 is not on its disk yet (a confirmed message is).
        rabbit.Kill();
        await rabbit.StartAsync();
        (await http.GetAsync("api/queues/%2F/kept")).EnsureSuccessStatusCode();

        await rabbit.StopAsync();
        Processes.Mentioning(directory.Path).ShouldBeEmpty();
        Processes.Named("epmd").ShouldNotContain(p => p.Environment.Contains(directory.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RabbitMq_whose_directory_was_moved_says_so_and_what_to_do()
    {
        using var directory = new ScratchDirectory();
        await File.WriteAllTextAsync(
            Path.Combine(directory.Path, "made-in"),
            "/somewhere/else",
            TestContext.Current.CancellationToken
        );
        await using var rabbit = new RabbitMqServer(directory.Path);

        var refused = await Should.ThrowAsync<LocalServerException>(() =>
            rabbit.StartAsync(TestContext.Current.CancellationToken)
        );

        refused.Message.ShouldContain("/somewhere/else");
        refused.Message.ShouldContain(directory.Path);
        rabbit.ProcessId.ShouldBeNull();
    }

    [Fact]
    public async Task Redis_keeps_its_keys_over_a_restart_and_wants_its_password()
    {
        using var directory = new ScratchDirectory();
        await using var redis = new RedisServer(directory.Path);
        await redis.StartAsync();
        var password = redis.ConnectionString.Split("password=")[1];

        (await SendAsync(redis.Port, "GET kept")).ShouldStartWith("-NOAUTH");
        (await SendAsync(redis.Port, $"AUTH {password}", "SET kept 1")).ShouldBe("+OK");
        await redis.RestartAsync();
        (await SendAsync(redis.Port, $"AUTH {password}", "GET kept")).ShouldBe("$1");
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why()
    {
        using var directory = new ScratchDirectory();
        await using var redis = new RedisServer(directory.Path);
        Directory.CreateDirectory(Path.Combine(directory.Path, "appendonlydir"));
        File.WriteAllText(Path.Combine(directory.Path, "appendonlydir", "appendonly.aof.manifest"), "nonsense\n");

        var failure = await Should.ThrowAsync<LocalServerException>(() => redis.StartAsync());

        failure.Message.ShouldContain("redis ended while it started");
        failure.Message.ShouldContain("AOF manifest");
    }

    [Fact]
    public void A_directory_has_one_user_at_a_time()
    {
        using var directory = new ScratchDirectory();
        using (DirectoryLock.Take(directory.Path))
            Should
                .Throw<LocalServerException>(() => DirectoryLock.Take(directory.Path))
                .Message.ShouldContain("in use by another running instance");
        DirectoryLock.Take(directory.Path).Dispose();
    }

    private static async Task<object?> ExecuteAsync(PostgresServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false;Timeout=5");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static HttpClient Management(RabbitMqServer rabbit)
    {
        var uri = new Uri(rabbit.ManagementUri);
        var http = new HttpClient { BaseAddress = new UriBuilder(uri) { UserName = "", Password = "" }.Uri };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(uri.UserInfo))
        );
        return http;
    }

    /// <summary>The first line of the last command's answer.</summary>
    private static async Task<string> SendAsync(int port, params string[] commands)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        using var reader = new StreamReader(client.GetStream());
        var answer = "";
        foreach (var command in commands)
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
            answer = await reader.ReadLineAsync() ?? "";
        }
        return answer;
    }
}
