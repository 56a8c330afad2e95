using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.PersonalData;
using Platform.SuccessPlans.Tests.Plans;
using Platform.TestKit;

namespace Platform.SuccessPlans.Tests.Sharing;

public class ErasedReaderTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _customer = service.ClientFor(Roles.Customer, "link:somebody");

    [Fact]
    public async Task A_persons_erasure_leaves_nothing_of_them_in_the_database()
    {
        using var heard = await service.ListenToAsync<ContactErased>();
        var plan = await service.PlanAsync();
        var person = await service.ContactAsync(
            plan.Account,
            "Zacharias Quillfeather",
            "executive",
            "executive_sponsor"
        );
        var claim = await plan.Csm.PostAsync(
            $"{plan.Path}/claims",
            new { text = "As Zacharias Quillfeather says, two days faster", evidence = "Ledger" }
        );
        var (path, _) = await plan.LinkAsync(person);
        await _customer.FormAsync($"{path}/comments", ("text", "Yours, Zacharias Quillfeather"));
        await _customer.FormAsync($"{path}/claims/{claim.Id()}/confirmation");
        await plan.Csm.PutAsync(
            plan.Path,
            new { summary = "Zacharias Quillfeather leads, once Zach O'Old and \"Q\"; Zachary stays" }
        );
        await plan.Csm.PutAsync(
            $"{plan.Path}/expectations",
            new
            {
                expectations = new[]
                {
                    new
                    {
                        side = "customer",
                        role = "Sponsor",
                        contactId = person,
                        text = "Zacharias Quillfeather decides",
                    },
                },
            }
        );
        (await TracesAsync("Quillfeather")).ShouldNotBeEmpty();

        var erasure = Guid.NewGuid();
        await service.TellAsync(
            new ContactErasureRequested(plan.Account, erasure, person, [])
            {
                Spellings = service
                    .Services.GetRequiredService<SpellingSeal>()
                    .Seal(new PersonSpellings(["Zach O'Old"], ["\"Q\""], [])),
            }
        );
        (await heard.FirstAsync(e => e.ErasureId == erasure)).RowsChanged.ShouldBeGreaterThan(5);
        await Eventually.HoldsAsync(
            async () =>
                (await TracesAsync("Quillfeather", person.ToString())).All(t =>
                    t.StartsWith("messaging.", StringComparison.Ordinal)
                    || t.StartsWith("erased_contact", StringComparison.Ordinal)
                ),
            "only the id is left, so that nobody brings them back"
        );
        (await Traces.OfAsync(service.DatabaseConnectionString, "Quillfeather", "Zach O'Old")).ShouldBeEmpty();
        (await plan.ReadAsync()).Text("summary").ShouldBe("(erased) leads, once (erased) and (erased); Zachary stays");
        (await _customer.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "their link is over");
        (await plan.ReadAsync()).List("claims").Single().Text("confirmedBy").ShouldBe("(erased)");
    }

    private async Task<List<string>> TracesAsync(params string[] texts)
    {
        var tables = await service.Database.QueryAsync<string>(
            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname in "
                + "('public', 'messaging')"
        );
        var traces = new List<string>();
        foreach (var table in tables)
        foreach (var text in texts)
        {
            var hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
            if (
                await service.Database.ScalarAsync<long>(
                    $"select count(*) from {table} as row where row::text ilike '%' || @text || '%' or row::text "
                        + $"ilike '%' || @hex || '%'",
                    new { text, hex }
                ) > 0
            )
                traces.Add($"{table.Replace("public.", "", StringComparison.Ordinal)}: {text}");
        }

        return traces;
    }
}
