using System.Net;
using System.Text.Json;

namespace Platform.Renewals.Tests.Concessions;

public sealed class ConcessionTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task Live_concessions_of_an_account_add_up_under_concurrent_requests()
    {
        var account = await PayingAsync();
        var csm = renewals.ClientFor("csm", "carla");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync(csm, account, 120)));

        answers.Count(a => a.Text("status") == "approved").ShouldBe(5, "5 % is what a CSM grants, each asks for 1 %");
        answers.Count(a => a.Text("status") == "waiting").ShouldBe(45);
    }

    [Fact]
    public async Task A_concession_keeps_every_field_as_it_was_written()
    {
        var account = await PayingAsync();
        var risk = (
            await _ops.PostAsync(
                "/v1/risks",
                new
                {
                    accountId = account,
                    category = "budget_pressure",
                    cause = "Cut",
                }
            )
        ).Id();
        var until = renewals.Today.AddDays(30);
        var body = new
        {
            accountId = account,
            riskId = risk,
            arrEffect = 480.25m,
            reason = "Pilot year",
            expiresOn = until,
        };
        await renewals.ClientFor("csm", "carla").PostAsync("/v1/concessions", body);

        var read = (await _ops.ReadAsync($"/v1/concessions?accountId={account}"))
            .EnumerateArray()
            .ShouldHaveSingleItem();
        (
            read.GetProperty("accountId").GetGuid(),
            read.GetProperty("riskId").GetGuid(),
            read.TryGetProperty("renewalId", out _)
        ).ShouldBe((account, risk, false));
        (read.Amount("arrEffect"), read.Number("percent"), read.Number("ceiling")).ShouldBe((480.25m, 4.01m, 5m));
        (
            read.Text("reason"),
            read.Text("status"),
            read.Text("requestedBy"),
            read.Text("decidedBy"),
            read.Text("expiresOn")
        ).ShouldBe(("Pilot year", "approved", "carla", "carla", until.Iso()));
    }

    [Theory]
    [InlineData("csm", 600, 0.01)]
    [InlineData("manager", 1_800, 0.01)]
    public async Task A_role_grants_up_to_its_ceiling_and_no_cent_more(string role, double most, double more)
    {
        var (account, client) = (await PayingAsync(), renewals.ClientFor(role, "carla"));
        (await AskAsync(client, account, (decimal)most)).Text("status").ShouldBe("approved");
        (await AskAsync(client, account, (decimal)more)).Text("status").ShouldBe("waiting");
    }

    [Fact]
    public async Task An_approver_stays_within_their_ceiling_for_all_that_is_live()
    {
        var account = await PayingAsync();
        var csm = renewals.ClientFor("csm", "carla");
        var (first, second) = (await AskAsync(csm, account, 1_800), await AskAsync(csm, account, 1_800));

        (await DecideAsync("manager", first.Id())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await DecideAsync("manager", second.Id())).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden,
            "15 % and 15 % are 30 %"
        );
        (await DecideAsync("executive", second.Id())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await DecideAsync("executive", (await AskAsync(csm, account, 1)).Id())).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task A_concession_that_has_expired_counts_no_more()
    {
        var (account, csm) = (await PayingAsync(), renewals.ClientFor("csm", "carla"));
        (await AskAsync(csm, account, 600, days: 2)).Text("status").ShouldBe("approved");
        (await AskAsync(csm, account, 600)).Text("status").ShouldBe("waiting");
        await renewals.PassDaysAsync(2);
        (await AskAsync(csm, account, 600)).Text("status").ShouldBe("approved");
    }

    [Fact]
    public async Task A_risk_or_renewal_that_the_account_does_not_have_is_refused_by_name()
    {
        var (account, other) = (await PayingAsync(), await PayingAsync());
        var foreign = (
            await _ops.PostAsync(
                "/v1/risks",
                new
                {
                    accountId = other,
                    category = "budget_pressure",
                    cause = "Cut",
                }
            )
        ).Id();
        (await FieldAsync(account, riskId: Guid.NewGuid())).ShouldBe("riskId");
        (await FieldAsync(account, riskId: foreign)).ShouldBe("riskId");
        (await FieldAsync(account, renewalId: Guid.NewGuid())).ShouldBe("renewalId");
        (await FieldAsync(Guid.NewGuid())).ShouldBe("accountId");

        async Task<string> FieldAsync(Guid of, Guid? riskId = null, Guid? renewalId = null) =>
            await (
                await _ops.SendJsonAsync(
                    HttpMethod.Post,
                    "/v1/concessions",
                    new
                    {
                        accountId = of,
                        riskId,
                        renewalId,
                        arrEffect = 1,
                        reason = "Budget",
                        expiresOn = renewals.Today.AddDays(9),
                    }
                )
            ).FieldAsync();
    }

    private async Task<Guid> PayingAsync()
    {
        var account = await renewals.AccountAsync(csm: "carla");
        await _ops.SubscribeAsync(account, renewals.Today, 1_000);
        return account;
    }

    private Task<JsonElement> AskAsync(HttpClient client, Guid account, decimal arrEffect, int days = 30) =>
        client.PostAsync(
            "/v1/concessions",
            new
            {
                accountId = account,
                arrEffect,
                reason = "Budget",
                expiresOn = renewals.Today.AddDays(days),
            }
        );

    private Task<HttpResponseMessage> DecideAsync(string role, Guid id) =>
        renewals
            .ClientFor(role, $"a-{role}")
            .SendJsonAsync(
                HttpMethod.Post,
                $"/v1/concessions/{id}/decision",
                new { approve = true, reason = "Worth it." }
            );
}
