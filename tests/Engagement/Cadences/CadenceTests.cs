using System.Net;
using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.SuccessPlans;
using Platform.TestKit;

namespace Platform.Engagement.Tests.Cadences;

/// <summary>What accounts are owed, and when.</summary>
public sealed class CadenceTests(EngagementUnderTest engagement) : IClassFixture<EngagementUnderTest>
{
    private readonly HttpClient _ops = engagement.ClientFor("ops", "olga");

    private async Task<Dictionary<string, JsonElement>> OwedAsync(Guid account, string state = "open") =>
        (await _ops.ReadAsync($"/v1/cadences/owed?accountId={account}&state={state}"))
            .List("items")
            .ToDictionary(item => item.Text("kind"), StringComparer.Ordinal);

    [Fact]
    public async Task Each_account_is_owed_what_its_motion_says_once()
    {
        var account = await engagement.AccountAsync(csm: "carla");
        await engagement.RunTimedTasksAsync();
        await engagement.RunTimedTasksAsync();

        var owed = await OwedAsync(account);

        owed.Keys.ShouldBe(
            ["value_note", "business_review", "proof_mail", "release_note"],
            ignoreOrder: true,
            "it is no P1, so no visit, and no longer onboarding"
        );
        owed.Values.ShouldAllBe(item => item.Number("daysLate") == 0);
    }

    [Fact]
    public async Task What_is_late_is_listed_and_what_was_done_counts_from_its_day()
    {
        var account = await engagement.AccountAsync(csm: "carla");
        await engagement.RunTimedTasksAsync();
        await engagement.PassAsync(TimeSpan.FromDays(40));
        var release = (await OwedAsync(account))["release_note"];
        release.Number("daysLate").ShouldBeInRange(10, 39);
        (await _ops.ReadAsync("/v1/cadences/owed?late=true&owner=carla&limit=200"))
            .List("items")
            .ShouldContain(item => item.Id() == release.Id());

        (
            await engagement
                .ClientFor("csm", "other")
                .SendJsonAsync(HttpMethod.Post, $"/v1/cadences/owed/{release.Id()}/done", new { })
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await engagement.ClientFor("csm", "carla").PostAsync($"/v1/cadences/owed/{release.Id()}/done", new { });
        await engagement.RunTimedTasksAsync();

        (await OwedAsync(account))["release_note"].Text("dueOn").ShouldBe(engagement.Today.AddDays(30).Iso());
        (await OwedAsync(account, "done")).ShouldContainKey("release_note");
    }

    [Fact]
    public async Task A_review_that_counts_moves_the_cadence()
    {
        var account = await engagement.AccountAsync();
        await engagement.RunTimedTasksAsync();
        var held = engagement.Today.AddDays(-3);

        await engagement.TellAsync(new ReviewHeld(account, Guid.NewGuid(), "qbr", engagement.Today, Counts: false));
        await engagement.TellAsync(new ReviewHeld(account, Guid.NewGuid(), "qbr", held, Counts: true));
        await Eventually.HoldsAsync(
            async () => (await OwedAsync(account, "done")).ContainsKey("business_review"),
            "the review is no longer owed"
        );
        await engagement.RunTimedTasksAsync();

        (await OwedAsync(account))["business_review"].Text("dueOn").ShouldBe(held.AddDays(91).Iso());
    }

    [Fact]
    public async Task A_value_note_is_made_of_proof_and_change_and_withheld_where_nothing_is_better()
    {
        var (better, same) = (await engagement.AccountAsync(csm: "carla"), await engagement.AccountAsync(csm: "carla"));
        await engagement.RunTimedTasksAsync();
        await engagement.TellAsync(
            new ValueConfirmed(
                better,
                Guid.NewGuid(),
                Guid.NewGuid(),
                "Two hours a day saved",
                new Money(12_500m, "EUR"),
                "Pat"
            )
        );
        await Eventually.HoldsAsync(
            () =>
                engagement.Database.ScalarAsync<bool>(
                    "select exists (select from consumed_event where account_id = @better "
                        + "and type = 'success-plans.value-confirmed.v1')",
                    new { better }
                ),
            "the proof is known"
        );

        await engagement.PassAsync(TimeSpan.FromDays(31));

        var note = (await OwedAsync(better))["value_note"];
        note.Text("note").ShouldContain("- Two hours a day saved (12,500 EUR)");
        (await OwedAsync(same, "withheld"))["value_note"].Text("note").ShouldContain("Nothing changed for the better");
        (await OwedAsync(same)).ShouldNotContainKey("value_note");
        await engagement.RunTimedTasksAsync();
        (await OwedAsync(same))["value_note"].Text("dueOn").ShouldBe(engagement.Today.AddDays(30).Iso());
    }

    [Fact]
    public async Task The_table_is_set_as_a_whole_and_nobodys_change_is_lost()
    {
        var table = await _ops.ReadAsync("/v1/cadences");
        var (items, etag) = (table.GetProperty("items"), $"\"{table.GetProperty("version").GetInt32()}\"");
        items.EnumerateArray().ShouldContain(item => item.Text("kind") == "visit" && item.Text("priority") == "p1");

        var changed = await _ops.PutAsync("/v1/cadences", new { items }, etag);

        changed.GetProperty("items").GetRawText().ShouldBe(items.GetRawText());
        (await _ops.SendJsonAsync(HttpMethod.Put, "/v1/cadences", new { items }, etag).ProblemAsync()).Status.ShouldBe(
            412
        );
        var refused = await _ops.SendJsonAsync(
                HttpMethod.Put,
                "/v1/cadences",
                new
                {
                    items = new[]
                    {
                        new
                        {
                            kind = "lunch",
                            motion = "high_touch",
                            everyDays = 7,
                        },
                    },
                },
                "*"
            )
            .ProblemAsync();
        refused.Status.ShouldBe(400);
        refused.Detail.ShouldContain("items[0].kind");
        (
            await engagement.ClientFor("csm", "carla").SendJsonAsync(HttpMethod.Put, "/v1/cadences", new { items }, "*")
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
