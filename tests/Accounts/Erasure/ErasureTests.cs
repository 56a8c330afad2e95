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
        var (name, email, user) = ($"Zoraida {Api.Unique("Quill")}", $"{Api.Unique("zq")}@erase.example", Api.Unique("user"));
        var source = Api.Unique("src");
        var account = await _ops.CreateAccountAsync(new { name = "Kept whole", externalIds = new[] { new { source, id = "A" } } });
        var contact = await _ops.CreateContactAsync(account, new { name, email, title = $"Assistant of {name}", seniority = "director", function = "IT", roles = new[] { "champion" }, productUserIds = new[] { user } });
        await _ops.PostAsync($"/v1/accounts/{account}/activities", new { type = "meeting", occurredAt = service.Clock.GetUtcNow(), subject = $"Lunch with {name}", notes = $"write to {email.ToUpperInvariant()}", participants = new[] { contact } }).JsonAsync(HttpStatusCode.Created);
        await _ops.PatchAsync($"/v1/contacts/{contact}", new { name = name + " ", title = "CTO" }).JsonAsync();
        // A file that names the person in its report.
        await _ops.ImportAsync($"kind=contacts&source={source}", $"id,account_id,name,email\nc,A,\"{name}\",{email} x\n");
        await Eventually.HoldsAsync(async () => await service.Database.ScalarAsync<long>("select count(*) from messaging.outbox_message where payload::text like '%' || @email || '%'", new { email }) == 0, "what was told of the person is sent");
        var coverage = (await _ops.GetAsync($"/v1/accounts/{account}/coverage").JsonAsync()).ToString();
        (await TracesAsync(name, email, user)).ShouldNotBeEmpty();

        var erasure = await _ops.PostAsync($"/v1/contacts/{contact}/erase", new { reason = "asked for it" }).JsonAsync(HttpStatusCode.Accepted);

        (await TracesAsync(name, email)).ShouldBeEmpty();
        (await _ops.GetAsync($"/v1/accounts/{account}/coverage").JsonAsync()).ToString().ShouldBe(coverage);
        (await _ops.GetAsync($"/v1/accounts/{account}/activities").JsonAsync()).Items().Single().Text("subject").ShouldBe("Lunch with (erased)");
        erasure.Text("status").ShouldBe("pending");
        await Eventually.HoldsAsync(async () => (await TracesAsync(user)).Count == 0, "the event itself is sent and gone");

        foreach (var answering in new[] { "success-plans", "health-scoring", "renewals", "feedback", "gateway" })
            await service.TellAsync(new ContactErased(account, erasure.Id(), contact, answering, 3));
        var done = await Eventually.GetAsync(() => _ops.GetAsync($"/v1/erasures/{erasure.Id()}").JsonAsync(), it => it.Text("status") == "complete", "every service has answered");
        done.GetProperty("services").GetArrayLength().ShouldBe(6);
    }

    [Fact]
    public async Task A_person_gets_all_that_is_kept_of_them()
    {
        var account = await _ops.CreateAccountAsync();
        var contact = await _ops.CreateContactAsync(account, new { name = "Ann", email = "ann@mine.example" });
        await _ops.PostAsync($"/v1/accounts/{account}/activities", new { type = "call", occurredAt = service.Clock.GetUtcNow(), subject = "hello", participants = new[] { contact } }).JsonAsync(HttpStatusCode.Created);

        var data = await _ops.GetAsync($"/v1/contacts/{contact}/personal-data").JsonAsync();

        data.GetProperty("contact").Text("email").ShouldBe("ann@mine.example");
        data.GetProperty("activities").GetArrayLength().ShouldBe(1);
        data.GetProperty("changes").GetArrayLength().ShouldBeGreaterThan(0);
    }

    /// <summary>Dumps every table of the database and searches it, as the requirement says.</summary>
    private async Task<List<string>> TracesAsync(params string[] texts)
    {
        var tables = await service.Database.QueryAsync<string>("select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname in ('public', 'messaging')");
        tables.Count.ShouldBeGreaterThan(20);
        var traces = new List<string>();
        foreach (var table in tables)
            foreach (var text in texts)
            {
                // bytea columns come as hex in a row's text; look for the text's bytes too.
                var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text));
                var count = await service.Database.ScalarAsync<long>($"select count(*) from {table} as row where row::text ilike '%' || @text || '%' or row::text ilike '%' || @hex || '%'", new { text, hex });
                if (count > 0) traces.Add($"{table}: {text}");
            }
        return traces;
    }
}
