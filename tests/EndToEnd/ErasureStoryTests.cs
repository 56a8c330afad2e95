using Dapper;
using Npgsql;

namespace Platform.EndToEnd.Tests;

/// <summary>A person who is known all over the platform asks to be forgotten.</summary>
public sealed class ErasureStoryTests(RunningPlatform platform)
{
    private static readonly string[] Databases =
    [
        "accounts-db",
        "success-plans-db",
        "health-scoring-db",
        "renewals-db",
        "feedback-db",
        "gateway-db",
    ];

    [Fact]
    public async Task Erasure_leaves_no_trace_of_name_and_email_in_any_database_and_aggregates_do_not_change()
    {
        using var ops = await platform.ClientAsync("ops");
        const string Name = "Zoraida Quillfeather-Okafor";
        const string Email = "zq.okafor@erased.example";
        await Company.ImportAccountsAsync(platform, ops, "erasure", accounts: 1);
        var account = (await ops.ReadAsync("/v1/accounts?externalId=erasure:a-0")).Items()[0].Id();
        var contact = (
            await ops.PostAsync(
                $"/v1/accounts/{account}/contacts",
                new
                {
                    name = Name,
                    email = Email,
                    title = "CTO",
                    seniority = "executive",
                    function = "IT",
                    roles = new[] { "champion" },
                    productUserIds = new[] { "u-zq" },
                },
                201
            )
        ).Id();
        await ops.PostAsync(
            $"/v1/accounts/{account}/activities",
            new
            {
                type = "meeting",
                occurredAt = DateTimeOffset.UtcNow.AddHours(-3),
                subject = $"Lunch with {Name}",
                notes = $"Write to {Email}",
                participants = new[] { contact },
            },
            201
        );
        await ops.SendAsync(
            HttpMethod.Patch,
            $"/v1/contacts/{contact}",
            new { title = $"{Name}, CTO", roles = new[] { "decision_maker" } }
        );
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await platform.EventuallyAsync("renewals knows the account", async () =>
            (int)(await ops.GetAsync($"/v1/renewals?accountId={account}")).StatusCode == 200
        );
        await ops.PostAsync(
            "/v1/contracts",
            new
            {
                accountId = account,
                number = "E-1",
                signedOn = today,
                startsOn = today,
                endsOn = today.AddDays(200),
                autoRenew = false,
                noticeDays = 60,
                lines = new[] { new { product = "Suite", price = Calls.Price(1_000) } },
            },
            201
        );
        var renewal = (
            await ops.UntilAsync(platform, "the renewal is open", $"/v1/renewals?accountId={account}", it =>
                it.Items().Count == 1
            )
        )
            .Items()[0]
            .Id();
        await ops.PostAsync($"/v1/renewals/{renewal}/call", new { call = "commit", reason = $"{Name} promised it." });
        await ops.PostAsync(
            "/v1/events",
            new
            {
                events = new[]
                {
                    new
                    {
                        eventId = "erasure-1",
                        account = "erasure:a-0",
                        user = "u-zq",
                        feature = "feature-0",
                        quantity = 1,
                        occurredAt = DateTimeOffset.UtcNow.AddHours(-1),
                    },
                },
            },
            202
        );
        await ops.UntilAsync(
            platform,
            "the overview names the person's account",
            $"/v1/accounts/{account}/overview",
            _ => true
        );
        await platform.EventuallyAsync("the services know the person", async () =>
            (await TracesAsync(Name)).Select(trace => trace.Split('.')[0]).Distinct().Count() >= 4
        );
        var coverage = (await ops.ReadAsync($"/v1/accounts/{account}/coverage")).ToString();
        var due = (await ops.ReadAsync($"/v1/renewals/{renewal}"))
            .GetProperty("renewal")
            .GetProperty("arrDue")
            .Amount();

        var erasure = (await ops.PostAsync($"/v1/contacts/{contact}/erase", new { reason = "Asked for it" }, 202)).Id();

        var proof = await ops.UntilAsync(platform, "every service has answered", $"/v1/erasures/{erasure}", it =>
            it.Text("status") == "complete"
        );
        proof.GetProperty("services").GetArrayLength().ShouldBeGreaterThanOrEqualTo(5);
        List<string> traces = [];
        await platform.EventuallyAsync("outboxes on their way are empty", async () =>
            (traces = [.. await TracesAsync(Name), .. await TracesAsync(Email)]).Count == 0
            || traces.All(trace => !trace.Contains("outbox_message", StringComparison.Ordinal))
        );
        traces.ShouldBeEmpty();
        (await ops.ReadAsync($"/v1/accounts/{account}/coverage")).ToString().ShouldBe(coverage);
        (await ops.ReadAsync($"/v1/renewals/{renewal}"))
            .GetProperty("renewal")
            .GetProperty("arrDue")
            .Amount()
            .ShouldBe(due);
        (await ops.ReadAsync($"/v1/accounts/{account}/activities"))
            .Items()
            .ShouldHaveSingleItem()
            .Text("subject")
            .ShouldBe("Lunch with (erased)");
    }

    [Fact]
    public async Task A_person_of_several_spellings_is_gone_from_databases_redis_logs_and_exports()
    {
        using var ops = await platform.ClientAsync("ops");
        var mark = Guid.NewGuid().ToString("N")[..8];
        var (name, old, duplicate) = ($"Zed \"Q\" O'Hara{mark}", $"Zoë Müller{mark}", $"Zita O'Hara{mark}");
        var (email, oldEmail) = ($"zed.{mark}@erased.example", $"zoë.{mark}@erased.example");
        string[] texts = [name, old, duplicate, email, oldEmail];
        await Company.ImportAccountsAsync(platform, ops, $"erasure-{mark}", accounts: 1);
        var account = (await ops.ReadAsync($"/v1/accounts?externalId=erasure-{mark}:a-0")).Items()[0].Id();
        var contact = (
            await ops.PostAsync(
                $"/v1/accounts/{account}/contacts",
                new
                {
                    name = old,
                    email = oldEmail,
                    roles = new[] { "champion" },
                },
                201
            )
        ).Id();
        await ops.SendAsync(HttpMethod.Patch, $"/v1/contacts/{contact}", new { name, email });
        var second = (await ops.PostAsync($"/v1/accounts/{account}/contacts", new { name = duplicate }, 201)).Id();
        await ops.PostAsync(
            $"/v1/contacts/{contact}/merge",
            new { duplicateId = second, reason = $"{duplicate} is {name}" }
        );
        await ops.PostAsync(
            $"/v1/accounts/{account}/activities",
            new
            {
                type = "call",
                occurredAt = DateTimeOffset.UtcNow.AddHours(-3),
                subject = $"{old} and Zo",
                notes = email,
                participants = new[] { contact },
            },
            201
        );
        await platform.EventuallyAsync("the services know the account", async () =>
            (int)(await ops.GetAsync($"/v1/accounts/{account}/answers")).StatusCode == 200
            && (int)(await ops.GetAsync($"/v1/accounts/{account}/score")).StatusCode == 200
        );
        await ops.PostAsync(
            $"/v1/accounts/{account}/sentiment",
            new
            {
                sentiment = 2,
                reason = "relationship",
                note = $"{old} is angry",
            },
            201
        );
        await ops.PostAsync(
            "/v1/requests",
            new
            {
                accountId = account,
                title = $"Dark mode {mark}",
                description = $"{name} asks",
                onBoard = false,
            },
            201
        );
        await ops.PostAsync(
            "/v1/interviews",
            new
            {
                kind = "churn",
                outcome = "churned",
                conducted = "us",
                anonymous = false,
                accountId = account,
                heldOn = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-1)),
                summary = $"{duplicate} decided",
                themes = Array.Empty<object>(),
            },
            201
        );
        await platform.EventuallyAsync("the person is known in four databases", async () =>
            (await EverywhereAsync(texts)).Select(trace => trace.Split('.')[0]).Distinct().Count() >= 4
        );

        var erasure = (
            await ops.PostAsync($"/v1/contacts/{second}/erase", new { reason = $"{name} asked for it" }, 202)
        ).Id();
        var proof = await ops.UntilAsync(platform, "every service has searched twice", $"/v1/erasures/{erasure}", it =>
            it.Text("status") != "pending"
        );

        proof.Text("status").ShouldBe("complete");
        var found = proof
            .GetProperty("services")
            .EnumerateArray()
            .SelectMany(service =>
                service
                    .GetProperty("found")
                    .EnumerateArray()
                    .Select(column => $"{service.Text("service")} {column.Text("column")}")
            )
            .ToList();
        foreach (
            var place in new[]
            {
                "accounts activity.subject",
                "health-scoring reading.note",
                "feedback interview.summary",
                "feedback product_request.description",
            }
        )
            found.ShouldContain(place);
        (await EverywhereAsync(texts)).ShouldBeEmpty();
        foreach (var export in new[] { "accounts", "contacts", "activities" })
            texts.ShouldAllBe(text =>
                !ops.GetStringAsync($"/v1/exports/{export}").Result.Contains(text, StringComparison.OrdinalIgnoreCase)
            );
        FilesWith(texts, file =>
                file.Contains("redis", StringComparison.OrdinalIgnoreCase)
                || file.EndsWith(".log", StringComparison.Ordinal)
            )
            .ShouldBeEmpty();
    }

    private async Task<List<string>> EverywhereAsync(string[] texts)
    {
        var traces = new List<string>();
        foreach (var name in Databases)
            traces.AddRange(
                (await TestKit.Traces.OfAsync(platform.ConnectionString(name), texts)).Select(trace =>
                    $"{name}.{trace}"
                )
            );
        return traces;
    }

    /// <summary>Of the broker's files <c>erasure.md</c> says how long they keep what was sent.</summary>
    private List<string> FilesWith(string[] texts, Func<string, bool> which)
    {
        var spellings = texts.SelectMany(TestKit.Traces.InFiles).ToList();
        var files = new List<string>();
        foreach (var file in Directory.EnumerateFiles(platform.Data, "*", SearchOption.AllDirectories).Where(which))
        {
            using var stream = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var reader = new StreamReader(stream);
            var content = reader.ReadToEnd();
            if (spellings.Any(spelling => content.Contains(spelling, StringComparison.OrdinalIgnoreCase)))
                files.Add(file);
        }
        return files;
    }

    /// <summary>Every table of every database, searched as text and, for binary columns, as bytes.</summary>
    private async Task<List<string>> TracesAsync(string text)
    {
        var traces = new List<string>();
        var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text));
        foreach (var name in Databases)
        {
            await using var database = new NpgsqlConnection(platform.ConnectionString(name));
            var tables = (
                await database.QueryAsync<string>(
                    """
                    select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
                    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                    """
                )
            ).ToList();
            tables.ShouldNotBeEmpty(name);
            foreach (var table in tables)
                if (
                    await database.QuerySingleAsync<bool>(
                        $"select exists (select 1 from {table} as row where row::text ilike '%' || @text || '%' "
                            + $"or row::text ilike '%' || @hex || '%')",
                        new { text, hex }
                    )
                )
                    traces.Add($"{name}.{table}");
        }
        return traces;
    }
}
