using Platform.Contracts.Accounts;
using Platform.TestKit;

namespace Platform.Renewals.Tests.People;

public sealed class ErasureTests(RenewalsUnderTest renewals)
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task An_erased_person_is_named_in_no_table_and_figures_stay()
    {
        var (name, email, user) = ("Zoraida Quillfeather", "zq.quill@erase.example", "user-zq-77");
        var account = await renewals.AccountAsync();
        var contact = Guid.NewGuid();
        await _ops.SignAsync(account, renewals.Today.AddDays(-100), renewals.Today.AddDays(200), 1_000);
        var changed = new ContactChanged(
            account,
            contact,
            1,
            new ContactSnapshot(name, email, null, "executive", "IT", ["champion"], [user], null, "active", []),
            [],
            []
        );
        await renewals.TellAsync(changed);
        await renewals.TellAsync(new ContactLeft(account, contact, 2, ["champion"], "executive", "IT"));
        var renewal = (await _ops.OnlyRenewalAsync(account)).Id();
        await _ops.PostAsync($"/v1/renewals/{renewal}/call", new { call = "commit", reason = $"{name} promised it." });
        await _ops.PostAsync(
            $"/v1/renewals/{renewal}/next-step",
            new { nextStep = $"Write to {email.ToUpperInvariant()}", on = renewals.Today }
        );
        await _ops.PostAsync(
            $"/v1/renewals/{renewal}/gut-check",
            new
            {
                answer = "renew",
                contactId = contact,
                saidOn = renewals.Today,
                note = $"{name}: surely",
            }
        );
        await _ops.PostAsync(
            "/v1/expansions/roadmap",
            new
            {
                accountId = account,
                quarter = "2027-Q1",
                step = "Seats",
                champion = name,
            }
        );
        await _ops.PostAsync(
            "/v1/risks",
            new
            {
                accountId = account,
                category = "product_issue",
                cause = $"{name} is angry",
            }
        );
        await Eventually.HoldsAsync(
            () =>
                renewals.Database.ScalarAsync<bool>(
                    "select exists (select from contact_name where contact_id = @contact) and exists (select "
                        + "from risk where contact_id = @contact)",
                    new { contact }
                ),
            "the person is known"
        );
        (await TracesAsync(name, email, user, contact.ToString())).ShouldNotBeEmpty();
        var arr = (await _ops.OnlyRenewalAsync(account)).Amount("arrDue");

        var requested = new ContactErasureRequested(account, Guid.NewGuid(), contact, [user]);
        await renewals.TellAsync(requested);
        await Eventually.HoldsAsync(
            () =>
                renewals.Database.ScalarAsync<bool>(
                    "select exists (select from messaging.inbox_message where message_id = @EventId)",
                    new { requested.EventId }
                ),
            "the erasure is done"
        );
        await renewals.TellAsync(changed with { EventId = Guid.CreateVersion7(), Version = 3 });
        await Eventually.GetAsync(
            async () => string.Join("; ", await TracesAsync(name, email, user)),
            traces => traces.Length == 0,
            "nothing names the person, not even after a late event"
        );

        (await _ops.OnlyRenewalAsync(account)).Amount("arrDue").ShouldBe(arr);
        (await _ops.ReadAsync($"/v1/renewals/{renewal}"))
            .GetProperty("renewal")
            .Text("callReason")
            .ShouldBe("(erased) promised it.");
    }

    /// <summary>Dumps every table of the database and searches it; what is binary is searched as bytes.</summary>
    private async Task<List<string>> TracesAsync(params string[] texts)
    {
        var tables = await renewals.Database.QueryAsync<string>(
            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname in "
                + "('public', 'messaging', 'organisation')"
        );
        tables.Count.ShouldBeGreaterThan(30);
        var traces = new List<string>();
        foreach (var table in tables)
        {
            foreach (var text in texts)
            {
                var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text));
                if (
                    await renewals.Database.ScalarAsync<long>(
                        $"select count(*) from {table} as row where row::text ilike '%' || @text || '%' or "
                            + $"row::text ilike '%' || @hex || '%'",
                        new { text, hex }
                    ) > 0
                )
                    traces.Add($"{table}: {text}");
            }
        }
        return traces;
    }
}
