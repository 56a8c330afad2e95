using YamlDotNet.Serialization;

namespace Platform.Publishing.Tests;

/// <summary>Debian's docker-compose reads the file; it needs no engine for that.</summary>
public sealed class ComposeTests(Published published)
{
    private string Folder => Path.Combine(published.Folder, "compose");

    [Fact]
    public async Task Compose_takes_the_file_and_fills_secrets_and_settings_in()
    {
        var services = await ReadAsync();

        services
            .Keys.Select(name => $"{name}")
            .Order(StringComparer.Ordinal)
            .ShouldBe(Manifests.Ours.Concat(["postgres", "rabbitmq", "redis"]).Order(StringComparer.Ordinal));
        var accounts = Part(services["accounts"], "environment");
        accounts["ConnectionStrings__accounts"]
            .ShouldBe("Host=postgres;Port=5432;Username=postgres;Password=secretPOSTGRES_PASSWORD;Database=accounts");
        accounts["InternalToken__Key"].ShouldBe("secretINTERNAL_TOKEN_KEY");
        accounts["Organisation__TimeZone"].ShouldBe("Europe/Berlin");
        accounts["LISTEN_ADDRESS"].ShouldBe("any");
        Part(services["redis"], "environment")["REDIS_PASSWORD"].ShouldBe("secretREDIS_PASSWORD");
    }

    [Fact]
    public async Task No_container_of_compose_is_root_and_only_gateway_and_workspace_are_reached_from_this_machine()
    {
        foreach (var (key, value) in await ReadAsync())
        {
            var (name, service) = ($"{key}", (Dictionary<object, object>)value);
            $"{service["user"]}".ShouldMatch("^[1-9][0-9]*:[1-9][0-9]*$", name);
            ((List<object>)service["cap_drop"]).ShouldBe(["ALL"], name);
            ((List<object>)service["security_opt"]).ShouldBe(["no-new-privileges:true"], name);
            var limits = Part(Part(service["deploy"], "resources"), "limits");
            limits.Keys.ShouldBe(["cpus", "memory"], ignoreOrder: true, name);
            service.ContainsKey("ports").ShouldBe(name is "gateway" or "workspace", name);
            if (service.GetValueOrDefault("ports") is List<object> ports)
                ports.ShouldAllBe(port => $"{port}".StartsWith("127.0.0.1:", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Without_a_secret_compose_says_which_one_is_missing()
    {
        var (exitCode, _, complained) = await Programs.TryAsync(
            "docker-compose",
            Config(Path.Combine(Folder, "secrets.env.example")),
            Folder
        );

        exitCode.ShouldNotBe(0);
        complained.ShouldContain("_PASSWORD is missing: see secrets.env.example");
    }

    private async Task<Dictionary<object, object>> ReadAsync()
    {
        var secrets = Path.GetTempFileName();
        try
        {
            var lines = published.Read("compose/secrets.env.example").Split('\n').Where(line => line.EndsWith('='));
            await File.WriteAllLinesAsync(secrets, lines.Select(line => $"{line}secret{line.TrimEnd('=')}"));
            var whole = await Programs.RunAsync("docker-compose", Config(secrets), Folder);
            return Part(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(whole), "services");
        }
        finally
        {
            File.Delete(secrets);
        }
    }

    private static string[] Config(string secrets) => ["--env-file", secrets, "config"];

    private static Dictionary<object, object> Part(object whole, string name) =>
        (Dictionary<object, object>)((Dictionary<object, object>)whole)[name];
}
