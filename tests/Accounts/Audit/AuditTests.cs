using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Audit;

public class AuditTests(AccountsUnderTest service)
{
    [Fact]
    public async Task Who_did_what_when_before_and_after_can_be_queried_and_exported()
    {
        using var anna = service.ClientFor(Roles.Manager, Api.Unique("anna"));
        using var ops = service.ClientFor(Roles.Ops);
        var account = await anna.CreateAccountAsync(new { name = "Watched", country = "DE" });
        await anna.PatchAsync($"/v1/accounts/{account}", new { country = "FR" }).JsonAsync();
        await ops.PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = "bert", reason = "=asked" })
            .JsonAsync();

        var entries = (await ops.GetAsync($"/v1/audit?account={account}").JsonAsync()).Items().ToList();

        entries.Select(entry => entry.Text("action")).ShouldBe(["assigned", "changed", "created"]);
        entries[1].GetProperty("before").Text("country").ShouldBe("DE");
        entries[1].GetProperty("after").Text("country").ShouldBe("FR");
        entries[1].Text("actor").ShouldStartWith("anna");
        entries[0].Text("reason").ShouldBe("=asked");
        var page = await ops.GetAsync($"/v1/audit?account={account}&limit=2").JsonAsync();
        (await ops.GetAsync($"/v1/audit?account={account}&limit=2&cursor={page.Text("next")}").JsonAsync())
            .Items()
            .Single()
            .Text("action")
            .ShouldBe("created");
        var csv = await ops.GetStringAsync($"/v1/audit/export?account={account}&format=csv");
        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        csv.ShouldContain("'=asked");
    }

    [Fact]
    public async Task Imports_are_done_in_the_name_of_whoever_asked_for_them()
    {
        var id = Api.Unique("olga");
        using var olga = service.ClientFor(Roles.Ops, id);
        var source = Api.Unique("src");
        await olga.ImportAsync($"kind=accounts&source={source}", "id,name\n1,One\n");
        var account = (await olga.GetAsync($"/v1/accounts?externalId={source}:1").JsonAsync()).Items().Single().Id();

        (await olga.GetAsync($"/v1/audit?account={account}").JsonAsync()).Items().Single().Text("actor").ShouldBe(id);
    }
}
