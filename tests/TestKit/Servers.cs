using Npgsql;

namespace Platform.TestKit;

/// <summary>
/// The real servers that tests run on: PostgreSQL, RabbitMQ and Redis. <c>./platform test</c> starts them once and says
/// where they are (<c>PLATFORM_TEST_*</c>); under <c>dotnet test</c> or in an IDE a test project starts its own. Each
/// test class takes a database, virtual host and key prefix of its own.
/// </summary>
public sealed record Servers(string Postgres, Uri RabbitMq, Uri RabbitMqManagement, string Redis)
{
    private static readonly Lazy<Servers> Found = new(Find);

    public static Servers Current => Found.Value;

    private static Servers Find()
    {
        var variables = Environment.GetEnvironmentVariable("PLATFORM_TEST_POSTGRES") is { Length: > 0 }
            ? Environment.GetEnvironmentVariable
            : OwnServers.Start();
        return new(
            Required("PLATFORM_TEST_POSTGRES"),
            new Uri(Required("PLATFORM_TEST_RABBITMQ")),
            new Uri(Required("PLATFORM_TEST_RABBITMQ_MANAGEMENT")),
            Required("PLATFORM_TEST_REDIS")
        );

        string Required(string name) => variables(name) ?? throw new InvalidOperationException($"{name} is not set.");
    }

    /// <summary>Creates an empty database; gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await using var source = NpgsqlDataSource.Create(Postgres);
        await using var command = source.CreateCommand($"create database \"{name}\"");
        await command.ExecuteNonQueryAsync();
        // Small pools: many test classes share one server.
        return new NpgsqlConnectionStringBuilder(Postgres)
        {
            Database = name,
            MaxPoolSize = 20,
            ConnectionIdleLifetime = 10,
        }.ConnectionString;
    }

    public async Task DropDatabaseAsync(string name)
    {
        NpgsqlConnection.ClearAllPools();
        await using var source = NpgsqlDataSource.Create(Postgres);
        await using var command = source.CreateCommand($"drop database if exists \"{name}\" with (force)");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Creates a virtual host; gives its amqp address.</summary>
    public async Task<Uri> CreateVirtualHostAsync(string name)
    {
        using var http = Management();
        (await http.PutAsync($"api/vhosts/{name}", content: null)).EnsureSuccessStatusCode();
        using var permissions = new StringContent(
            """{"configure":".*","write":".*","read":".*"}""",
            System.Text.Encoding.UTF8,
            "application/json"
        );
        var user = RabbitMq.UserInfo.Split(':')[0];
        (await http.PutAsync($"api/permissions/{name}/{user}", permissions)).EnsureSuccessStatusCode();
        return new UriBuilder(RabbitMq) { Path = name }.Uri;
    }

    public async Task DeleteVirtualHostAsync(string name)
    {
        using var http = Management();
        await http.DeleteAsync($"api/vhosts/{name}");
    }

    private HttpClient Management()
    {
        var http = new HttpClient
        {
            BaseAddress = new UriBuilder(RabbitMqManagement) { UserName = "", Password = "" }.Uri,
        };
        http.DefaultRequestHeaders.Authorization = new(
            "Basic",
            Convert.ToBase64String(
                System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(RabbitMqManagement.UserInfo))
            )
        );
        return http;
    }
}
