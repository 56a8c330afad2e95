using System.Net;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Accounts.Tests.Erasure;

public class ErasureTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task A_contacts_erasure_leaves_no_trace_of_email_or_name_in_the_database_and_aggregates_do_not_change()
    {
        var (name, email, user) = (
            $"Zoraida {Api.Unique("Quill")}",
            $"{Api.Unique("zq")}@erase.example",
            Api.Unique("user")
        );
        var source = Api.Unique("src");
        var account = await _ops.CreateAccountAsync(
            new { name = "Kept whole", externalIds = new[] { new { source, id = "A" } } }
        );
        var contact = await _ops.CreateContactAsync(
            account,
            new
            {
                name,
                email,
                title = $"Assistant of {name}",
                seniority = "director",
                function = "IT",
                roles = new[] { "champion" },
                productUserIds = new[] { user },
            }
        );
        await _ops.PostAsync(
                $"/v1/accounts/{account}/activities",
                new
                {
                    type = "meeting",
                    occurredAt = service.Clock.GetUtcNow(),
                    subject = $"Lunch with {name}",
                    notes = $"write to {email.ToUpperInvariant()}",
                    participants = new[] { contact },
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        await _ops.PatchAsync($"/v1/contacts/{contact}", new { name = name + " ", title = "CTO" }).JsonAsync();
        // A file that names the person in its report.
        await _ops.ImportAsync(
            $"kind=contacts&source={source}",
            $"id,account_id,name,email\nc,A,\"{name}\",{email} x\n"
        );
        await Eventually.HoldsAsync(
            async () =>
                await service.Database.ScalarAsync<long>(
                    "select count(*) from messaging.outbox_message where payload::text like '%' || @email || '%'",
                    new { email }
                ) == 0,
            "what was told of the person is sent"
        );
        var coverage = (await _ops.GetAsync($"/v1/accounts/{account}/coverage").JsonAsync()).ToString();
        (await TracesAsync(name, email, user)).ShouldNotBeEmpty();

        var erasure = await _ops.PostAsync($"/v1/contacts/{contact}/erase", new { reason = "asked for it" })
            .JsonAsync(HttpStatusCode.Accepted);

        (await TracesAsync(name, email)).ShouldBeEmpty();
        (await _ops.GetAsync($"/v1/accounts/{account}/coverage").JsonAsync()).ToString().ShouldBe(coverage);
        (await _ops.GetAsync($"/v1/accounts/{account}/activities").JsonAsync())
            .Items()
            .Single()
            .Text("subject")
            .ShouldBe("Lunch with (erased)");
        erasure.Text("status").ShouldBe("pending");
        await Eventually.HoldsAsync(
            async () => (await TracesAsync(user)).Count == 0,
            "the event itself is sent and gone"
        );

        var done = await AnswerAllAsync(account, contact, erasure.Id());
        done.GetProperty("services").GetArrayLength().ShouldBe(7);
    }

    [Fact]
    public async Task Old_names_quotes_two_letters_and_merged_duplicates_are_gone_from_every_table_and_neighbours_stay()
    {
        var mark = Api.Unique("q");
        var (now, before, duplicate) = (
            $"Pat \"Zed\" O'Hara {mark}",
            $"Patricia Müller {mark}",
            $"Patti O'Hara-{mark}"
        );
        var (email, oldEmail, otherEmail) = (
            $"pat.{mark}@erase.example",
            $"Patricia+{mark}@old.example",
            $"zoë.{mark}@erase.example"
        );
        var account = await _ops.CreateAccountAsync(new { name = $"Jo {mark} GmbH" });
        var contact = await _ops.CreateContactAsync(
            account,
            new
            {
                name = before,
                email = oldEmail,
                roles = new[] { "champion" },
            }
        );
        await _ops.PatchAsync($"/v1/contacts/{contact}", new { name = now, email }).JsonAsync();
        var second = await _ops.CreateContactAsync(
            account,
            new
            {
                name = duplicate,
                email = otherEmail,
                title = $"Deputy of {duplicate}",
            }
        );
        var third = await _ops.CreateContactAsync(account, new { name = "Jo", email = $"jo.{mark}@erase.example" });
        var colleague = await _ops.CreateContactAsync(
            account,
            new { name = $"Jo Miller {mark}", email = $"miller.{mark}@stays.example" }
        );
        foreach (var merged in new[] { second, third })
            await _ops.PostAsync(
                    $"/v1/contacts/{contact}/merge",
                    new { duplicateId = merged, reason = $"{duplicate} is {now}" }
                )
                .JsonAsync();
        await _ops.PostAsync(
                $"/v1/accounts/{account}/activities",
                new
                {
                    type = "call",
                    occurredAt = service.Clock.GetUtcNow(),
                    subject = $"{before.ToUpperInvariant()}, now {now}, called; so did Jo and Jo Miller {mark}",
                    notes = $"Mail {oldEmail.ToUpperInvariant()} or "
                        + $"{otherEmail.Normalize(System.Text.NormalizationForm.FormD)}. John and Joanna stay, and "
                        + $"jo-jo too.",
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        await Eventually.HoldsAsync(
            async () => await service.Database.ScalarAsync<long>("select count(*) from messaging.outbox_message") == 0,
            "all is told"
        );

        // Asked for by the duplicate's id: it is the same person.
        var erasure = await _ops.PostAsync($"/v1/contacts/{second}/erase", new { reason = $"{now} asked for it" })
            .JsonAsync(HttpStatusCode.Accepted);

        string[] texts = [now, before, duplicate, email, oldEmail, otherEmail, $"jo.{mark}@erase.example"];
        (await Traces.OfAsync(service.DatabaseConnectionString, texts)).ShouldBeEmpty();
        erasure.GetProperty("contactId").GetGuid().ShouldBe(contact);
        var activity = (await _ops.GetAsync($"/v1/accounts/{account}/activities").JsonAsync()).Items().Single();
        activity.Text("subject").ShouldBe($"(erased), now (erased), called; so did (erased) and Jo Miller {mark}");
        activity.Text("notes").ShouldBe("Mail (erased) or (erased). John and Joanna stay, and jo-jo too.");
        (await _ops.GetAsync($"/v1/contacts/{colleague}").JsonAsync()).Text("name").ShouldBe($"Jo Miller {mark}");
        (await _ops.GetAsync($"/v1/accounts/{account}").JsonAsync()).Text("name").ShouldBe($"Jo {mark} GmbH");
        var own = erasure.GetProperty("services").EnumerateArray().Single(it => it.Text("service") == "accounts");
        own.GetProperty("found")
            .EnumerateArray()
            .Select(it => it.Text("column"))
            .ShouldBe(
                [
                    "messaging.idempotency_key.sealed",
                    "activity.subject",
                    "activity.notes",
                    "audit_entry.reason",
                    "erasure.reason",
                    "merge.reason",
                    "timeline_entry.title",
                ],
                ignoreOrder: true
            );
        own.GetProperty("left").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task News_during_an_erasure_is_found_by_the_second_search_and_what_is_left_makes_it_incomplete()
    {
        var name = $"Zelda {Api.Unique("Quill")}";
        var account = await _ops.CreateAccountAsync();
        var contact = await _ops.CreateContactAsync(account, new { name });
        var erasure = (
            await _ops.PostAsync($"/v1/contacts/{contact}/erase", new { reason = "asked" })
                .JsonAsync(HttpStatusCode.Accepted)
        ).Id();
        await service.Database.ExecuteAsync(
            "insert into timeline_entry (id, account_id, occurred_at, type, service, title, actor) values "
                + "(gen_random_uuid(), @account, now(), 'note', 'renewals', @name, 'x')",
            new { account, name }
        );

        var done = await AnswerAllAsync(account, contact, erasure, left: [new ErasedColumn("risk.cause", 1)]);

        done.Text("status").ShouldBe("incomplete");
        (await Traces.OfAsync(service.DatabaseConnectionString, name)).ShouldBeEmpty();
        var services = done.GetProperty("services").EnumerateArray().ToDictionary(it => it.Text("service"));
        services["accounts"]
            .GetProperty("found")
            .EnumerateArray()
            .Select(it => it.Text("column"))
            .ShouldContain("timeline_entry.title");
        services["renewals"].GetProperty("left").EnumerateArray().Single().Text("column").ShouldBe("risk.cause");
        (
            await service.Database.ScalarAsync<bool>(
                "select spellings is null from erasure where id = @erasure",
                new { erasure }
            )
        ).ShouldBeTrue("nobody needs them any more");
    }

    /// <summary>Plays the other services, through both rounds.</summary>
    private async Task<System.Text.Json.JsonElement> AnswerAllAsync(
        Guid account,
        Guid contact,
        Guid erasure,
        IReadOnlyList<ErasedColumn>? left = null
    )
    {
        foreach (var round in new[] { 1, 2 })
        {
            await Eventually.HoldsAsync(
                () =>
                    service.Database.ScalarAsync<bool>(
                        "select round = @round from erasure where id = @erasure",
                        new { round, erasure }
                    ),
                $"round {round}"
            );
            foreach (
                var answering in new[]
                {
                    "success-plans",
                    "health-scoring",
                    "renewals",
                    "feedback",
                    "engagement",
                    "gateway",
                }
            )
                await service.TellAsync(
                    new ContactErased(account, erasure, contact, answering, 3)
                    {
                        Round = round,
                        Left = answering == "renewals" && round == 2 ? left : null,
                    }
                );
        }
        return await Eventually.GetAsync(
            () => _ops.GetAsync($"/v1/erasures/{erasure}").JsonAsync(),
            it => it.Text("status") != "pending",
            "every service has searched twice"
        );
    }

    [Fact]
    public async Task A_person_gets_all_that_is_kept_of_them()
    {
        var account = await _ops.CreateAccountAsync();
        var contact = await _ops.CreateContactAsync(account, new { name = "Ann", email = "ann@mine.example" });
        await _ops.PostAsync(
                $"/v1/accounts/{account}/activities",
                new
                {
                    type = "call",
                    occurredAt = service.Clock.GetUtcNow(),
                    subject = "hello",
                    participants = new[] { contact },
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        var data = await _ops.GetAsync($"/v1/contacts/{contact}/personal-data").JsonAsync();

        data.GetProperty("contact").Text("email").ShouldBe("ann@mine.example");
        data.GetProperty("activities").GetArrayLength().ShouldBe(1);
        data.GetProperty("changes").GetArrayLength().ShouldBeGreaterThan(0);
    }

    /// <summary>Dumps every table of the database and searches it, as the requirement says.</summary>
    private async Task<List<string>> TracesAsync(params string[] texts)
    {
        var tables = await service.Database.QueryAsync<string>(
            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname in "
                + "('public', 'messaging')"
        );
        tables.Count.ShouldBeGreaterThan(20);
        var traces = new List<string>();
        foreach (var table in tables)
        foreach (var text in texts)
        {
            // bytea columns come as hex in a row's text; look for the text's bytes too.
            var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text));
            var count = await service.Database.ScalarAsync<long>(
                $"select count(*) from {table} as row where row::text ilike '%' || @text || '%' or row::text "
                    + $"ilike '%' || @hex || '%'",
                new { text, hex }
            );
            if (count > 0)
                traces.Add($"{table}: {text}");
        }
        return traces;
    }
}
