using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Platform.LocalServers;

namespace Platform.Orchestration.Upgrade;

/// <summary>What a release left behind, recorded by <c>record.sh</c>: databases, waiting messages and the
/// key.</summary>
internal sealed class RecordedInstallation(string release)
{
    private static readonly string[] Databases =
    [
        "accounts",
        "feedback",
        "gateway",
        "health_scoring",
        "renewals",
        "success_plans",
    ];

    private string In(string file) => Path.Combine(AppContext.BaseDirectory, "Upgrade", release, file);

    /// <summary>What is to be found again.</summary>
    public RecordedFacts Facts =>
        JsonSerializer.Deserialize<RecordedFacts>(File.ReadAllText(In("facts.json")), JsonSerializerOptions.Web)!;

    /// <summary>Puts all of it into a data directory, as if the release had run there and been stopped.</summary>
    /// <param name="data">An empty directory.</param>
    /// <param name="receiver">The address that its webhook gets instead of the recorded one.</param>
    public async Task RestoreAsync(string data, Uri receiver)
    {
        foreach (var file in (string[])["format", "internal-token-key"])
            File.Copy(In(file), Path.Combine(data, file));
        Secret.KeptIn(Path.Combine(data, "installation"));
        await using var servers = await LocalServerSet.StartAllAsync(data);
        foreach (var database in Databases)
            await RestoreAsync(servers.Postgres, database, receiver);
        // Links expire after a year at most; the recording is kept for longer.
        await ExecuteAsync(
            servers.Postgres,
            "success_plans",
            "update share_link set expires_at = now() + interval '30 days'"
        );
        await RestoreAsync(servers.RabbitMq);
    }

    private async Task RestoreAsync(PostgresServer server, string database, Uri receiver)
    {
        await server.CreateDatabaseAsync(database);
        await using var zipped = new GZipStream(File.OpenRead(In($"{database}.sql.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(zipped);
        var sql = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
            // psql's own commands.
            if (!line.StartsWith('\\'))
                sql.AppendLine(line);
        await ExecuteAsync(
            server,
            database,
            sql.ToString().Replace(Facts.Receiver, receiver.ToString(), StringComparison.Ordinal)
        );
    }

    private static async Task ExecuteAsync(PostgresServer server, string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionStringFor(database) + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
    }

    private async Task RestoreAsync(RabbitMqServer server)
    {
        using var broker = Management(server.ManagementUri);
        using var definitions = new StringContent(
            await File.ReadAllTextAsync(In("definitions.json")),
            Encoding.UTF8,
            "application/json"
        );
        (await broker.PostAsync("api/definitions/%2F", definitions)).EnsureSuccessStatusCode();
        foreach (var message in JsonNode.Parse(await File.ReadAllTextAsync(In("messages.json")))!.AsArray())
        {
            var sent = await broker.PostAsJsonAsync(
                "api/exchanges/%2F/amq.default/publish",
                new JsonObject
                {
                    ["routing_key"] = message!["queue"]!.DeepClone(),
                    ["properties"] = message["properties"]!.DeepClone(),
                    ["payload"] = message["payload"]!.DeepClone(),
                    ["payload_encoding"] = "base64",
                }
            );
            (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("routed").GetBoolean().ShouldBeTrue();
        }
    }

    /// <param name="address">With user and password in it.</param>
    private static HttpClient Management(string address)
    {
        var uri = new Uri(address);
        var client = new HttpClient { BaseAddress = new UriBuilder(uri.Scheme, uri.Host, uri.Port).Uri };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(uri.UserInfo))
        );
        return client;
    }
}
