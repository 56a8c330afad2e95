using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.PersonalData;
using StackExchange.Redis;
using static Platform.Gateway.Tests.PublishedEvents;

namespace Platform.Gateway.Tests;

public sealed class ErasureTests(WebhookTests.TrustingGateway gateway) : IClassFixture<WebhookTests.TrustingGateway>
{
    [Fact]
    public async Task Of_a_person_who_is_erased_nothing_is_left_in_any_table_and_the_rest_of_the_account_stays()
    {
        var mark = Guid.NewGuid().ToString("N")[..8];
        var (name, email, user, other) = (
            $"Nora Fjeld{mark}",
            $"nora.{mark}@example.com",
            $"user-{mark}",
            $"Olaf Berg{mark}"
        );
        var (account, contact, colleague) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var receiver = new WebhookReceiver();
        await receiver.StartAsync();
        using var ops = await gateway.PersonAsync(Roles.Ops);
        (
            await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
                ops,
                "/v1/webhooks",
                new { url = receiver.Url, types = new[] { "accounts.*" } }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Created);

        await gateway.PublishAsync(
            Created(account, "Fjord Lines"),
            Changed(account, contact, name, email, user),
            Changed(account, colleague, other, $"olaf.{mark}@example.com", "olaf"),
            new ActivityRecorded(
                account,
                Guid.CreateVersion7(),
                "call",
                DateTimeOffset.UtcNow,
                true,
                $"Lunch with someone {mark}'s boss knows",
                [contact]
            ),
            new ContactErased(account, Guid.CreateVersion7(), colleague, $"a text of {name}", 0)
        );
        await TestKit.Eventually.HoldsAsync(() => Task.FromResult(receiver.All.Count >= 5), "all was sent");
        (await TracesAsync(name, email, user)).ShouldNotBeEmpty();

        var erasure = Guid.CreateVersion7();
        await gateway.PublishAsync(new ContactErasureRequested(account, erasure, contact, [user]));
        var answer = await TestKit.Eventually.GetAsync(
            () =>
                gateway.Database.SingleOrDefaultAsync<string>(
                    "select data::text from event_log where type = 'accounts.contact-erased.v1' and data ->> "
                        + "'erasureId' = @id",
                    new { id = erasure.ToString() }
                ),
            found => found is not null,
            "the gateway answers"
        );

        JsonNode.Parse(answer!)!["service"]!.GetValue<string>().ShouldBe("gateway");
        JsonNode.Parse(answer!)!["rowsChanged"]!.GetValue<int>().ShouldBeGreaterThan(3);
        await TestKit.Eventually.HoldsAsync(
            async () => await gateway.Database.ScalarAsync<long>("select count(*) from messaging.outbox_message") == 0,
            "what was told is sent"
        );
        (await TracesAsync(name, email, user, "Lunch with")).ShouldBeEmpty();
        (await TracesAsync(other)).ShouldNotBeEmpty("a colleague was not asked to be forgotten");
        (
            await gateway.Database.ScalarAsync<long>(
                "select count(*) from event_log where account_id = @account",
                new { account }
            )
        ).ShouldBe(7, "events stay, whoever resumes misses none");
    }

    [Fact]
    public async Task The_log_of_an_account_that_was_merged_before_and_redis_with_its_file_forget_the_person_too()
    {
        var mark = Guid.NewGuid().ToString("N")[..8];
        var (name, email) = ($"Nora \"N\" Fjeld{mark}", $"nora.{mark}@example.com");
        var (account, merged, contact) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await gateway.PublishAsync(
            Created(account, "Fjord Lines"),
            Created(merged, "Fjord Ferries"),
            Changed(merged, contact, name, email, "n-1")
        );
        await using var redis = await ConnectionMultiplexer.ConnectAsync(
            $"{TestKit.Servers.Current.Redis},allowAdmin=true"
        );
        foreach (var one in new[] { account, merged })
            await redis
                .GetDatabase()
                .StringSetAsync(
                    $"gateway:overview:{{{one:N}}}:csm",
                    $"an overview that names {name}",
                    TimeSpan.FromMinutes(1)
                );
        (await FilesWithAsync(redis, name)).ShouldNotBeEmpty();

        var erasure = Guid.CreateVersion7();
        var seal = gateway.Services.GetRequiredService<SpellingSeal>();
        foreach (var round in new[] { 1, 2 })
        {
            await gateway.PublishAsync(
                new ContactErasureRequested(account, erasure, contact, [])
                {
                    Spellings = seal.Seal(new PersonSpellings([name, email], [], [])),
                    MergedAccountIds = [merged],
                    Round = round,
                }
            );
        }

        var answer = JsonNode.Parse(
            (
                await TestKit.Eventually.GetAsync(
                    () =>
                        gateway.Database.SingleOrDefaultAsync<string>(
                            "select data::text from event_log where type = 'accounts.contact-erased.v1' and data "
                                + "->> 'erasureId' = @id and data ->> 'round' = '2'",
                            new { id = erasure.ToString() }
                        ),
                    found => found is not null,
                    "the gateway answers"
                )
            )!
        )!;
        answer["found"]!
            .AsArray()
            .ShouldContain(it => it!["column"]!.GetValue<string>() == "redis" && it["rows"]!.GetValue<int>() == 2);
        (await TestKit.Traces.OfAsync(gateway.DatabaseConnectionString, name, email)).ShouldBeEmpty();
        (await FilesWithAsync(redis, name)).ShouldBeEmpty("the append-only file is rewritten");
    }

    private static async Task<List<string>> FilesWithAsync(ConnectionMultiplexer redis, string text)
    {
        var directory = (await redis.GetServers()[0].ExecuteAsync("CONFIG", "GET", "dir"))[1].ToString();
        var files = new List<string>();
        // What is removed while it is read holds nothing.
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var reader = new StreamReader(stream, System.Text.Encoding.UTF8);
            if ((await reader.ReadToEndAsync()).Contains(text, StringComparison.Ordinal))
                files.Add(file);
        }
        return files;
    }

    private static ContactChanged Changed(Guid account, Guid contact, string name, string email, string user) =>
        new(
            account,
            contact,
            1,
            new ContactSnapshot(
                name,
                email,
                "CTO",
                "executive",
                "it",
                ["champion"],
                [user],
                null,
                "active",
                [new ExternalId("crm", $"crm-{email}")]
            ),
            [],
            ["name"]
        );

    /// <summary>Every table of the database, whole, searched for the texts.</summary>
    private async Task<List<string>> TracesAsync(params string[] texts)
    {
        var tables = await gateway.Database.QueryAsync<string>(
            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname in "
                + "('public', 'messaging')"
        );
        tables.Count.ShouldBeGreaterThan(6);
        var traces = new List<string>();
        foreach (var table in tables)
        {
            foreach (var text in texts)
            {
                if (
                    await gateway.Database.ScalarAsync<bool>(
                        $"select exists (select from {table} one where strpos(lower(one::text), lower(@text)) > 0)",
                        new { text }
                    )
                )
                    traces.Add($"{table}: {text}");
            }
        }

        return traces;
    }
}
