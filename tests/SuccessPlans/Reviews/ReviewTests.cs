using System.Net;
using System.Text.Json;
using Platform.Contracts.Accounts;
using Platform.Contracts.SuccessPlans;

namespace Platform.SuccessPlans.Tests.Reviews;

public sealed class ReviewTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _ops = service.Ops;

    [Fact]
    public async Task The_cadence_of_its_motion_makes_reviews_due()
    {
        var (high, pooled, alone) = (
            await service.AccountAsync(),
            await service.AccountAsync(motion: "pooled"),
            await service.AccountAsync(motion: "self_serve")
        );
        await service.TurnAsync();
        await service.TurnAsync();
        (await OpenAsync(high)).Select(r => r.Text("type")).ShouldBe(["ebr", "value_review"]);
        (await OpenAsync(pooled)).Select(r => r.Text("type")).ShouldBe(["qbr"]);
        (await OpenAsync(alone)).ShouldBeEmpty();
        (await _ops.ReadAsync("/v1/reviews/cadence")).List("high_touch").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_qbr_without_a_senior_sponsor_does_not_count_and_is_to_be_held_again()
    {
        using var held = await service.ListenToAsync<ReviewHeld>();
        var account = await service.AccountAsync(motion: "pooled", size: "mid_market");
        var (user, sponsor) = (
            await service.ContactAsync(account, "Dora Director", "director", "champion"),
            await service.ContactAsync(account, "Sam Sponsor", "manager", "executive_sponsor")
        );
        await service.TurnAsync();
        var qbr = (await OpenAsync(account)).Single();
        var before = await CoveredAsync();

        var first = await HoldAsync(qbr.Id(), user);
        (first.Flag("counts"), first.List("attendees").Single().Flag("senior")).ShouldBe((false, false));
        (await held.FirstAsync(e => e.AccountId == account)).Counts.ShouldBeFalse();
        var after = await CoveredAsync();
        (after.Covered - before.Covered, after.Uncounted - before.Uncounted).ShouldBe((0, 1));

        var again = (await OpenAsync(account)).Single();
        again.GetProperty("makesUpFor").GetGuid().ShouldBe(qbr.Id());
        DateOnly
            .Parse(again.Text("dueOn"), null)
            .DayNumber.ShouldBeInRange(service.Today.DayNumber + 12, service.Today.DayNumber + 16);
        var second = await HoldAsync(again.Id(), user, sponsor);
        second.Flag("counts").ShouldBeTrue();
        (await held.FirstAsync(e => e.AccountId == account && e.Counts)).ReviewId.ShouldBe(again.Id());
        after = await CoveredAsync();
        (after.Covered - before.Covered, after.Uncounted - before.Uncounted).ShouldBe((1, 0));

        await service.TurnAsync();
        var next = (await OpenAsync(account)).Single();
        DateOnly.Parse(next.Text("dueOn"), null).ShouldBeGreaterThanOrEqualTo(service.Today.AddMonths(3));
        next.TryGetProperty("makesUpFor", out var follows).ShouldBe(follows.ValueKind is JsonValueKind.Null);
        await (await HoldRawAsync(qbr.Id(), sponsor)).ProblemAsync(409, "reviews/over");
    }

    [Fact]
    public async Task A_review_that_did_not_take_place_is_missed_once_its_scheduled_day_is_over_and_due_again()
    {
        using var missed = await service.ListenToAsync<ReviewMissed>();
        var account = await service.AccountAsync(motion: "self_serve");
        var review = await _ops.PostAsync(
            "/v1/reviews",
            new
            {
                accountId = account,
                type = "qbr",
                dueOn = service.Today.AddDays(7),
            }
        );
        await (
            await _ops.SendJsonAsync(
                HttpMethod.Post,
                "/v1/reviews",
                new
                {
                    accountId = account,
                    type = "qbr",
                    dueOn = service.Today.AddDays(9),
                }
            )
        ).ProblemAsync(409, "reviews/one-open");
        (
            await _ops.PostAsync(
                $"/v1/reviews/{review.Id()}/schedule",
                new { at = service.Clock.GetUtcNow().AddDays(14) }
            )
        )
            .Text("status")
            .ShouldBe("scheduled");

        await service.PassDaysAsync(12);
        (await _ops.ReadAsync($"/v1/reviews/{review.Id()}")).Text("status").ShouldBe("scheduled");
        await service.PassDaysAsync(5);

        (await missed.FirstAsync(e => e.AccountId == account)).ReviewId.ShouldBe(review.Id());
        (await _ops.ReadAsync($"/v1/reviews/{review.Id()}")).Text("status").ShouldBe("missed");
        (await OpenAsync(account)).Single().GetProperty("makesUpFor").GetGuid().ShouldBe(review.Id());
        await service.TurnAsync();
        missed.Heard.Count(e => e.AccountId == account).ShouldBe(1);
    }

    [Fact]
    public async Task Materials_are_shared_afterwards_with_the_sponsor_and_that_is_recorded()
    {
        var account = await service.AccountAsync("carla", motion: "self_serve");
        var (user, sponsor) = (
            await service.ContactAsync(account, "Uwe User", null, "admin"),
            await service.ContactAsync(account, "Eva Executive", "executive")
        );
        var review = await _ops.PostAsync(
            "/v1/reviews",
            new
            {
                accountId = account,
                type = "ebr",
                dueOn = service.Today,
            }
        );
        Task<HttpResponseMessage> ShareAsync(Guid contact, Guid? pack = null) =>
            service
                .ClientFor("csm", "carla")
                .SendJsonAsync(
                    HttpMethod.Post,
                    $"/v1/reviews/{review.Id()}/materials",
                    new
                    {
                        contactId = contact,
                        title = "EBR deck",
                        location = "files/ebr",
                        packId = pack,
                    }
                );

        await (await ShareAsync(sponsor)).ProblemAsync(409, "reviews/not-held");
        await HoldAsync(review.Id(), sponsor);
        await (await ShareAsync(user)).ProblemAsync(409, "reviews/not-a-sponsor");
        await (await ShareAsync(sponsor, Guid.NewGuid())).ProblemAsync(400);
        var material = (await (await ShareAsync(sponsor)).JsonAsync()).List("materials").Single();
        (material.GetProperty("contactId").GetGuid(), material.Text("sharedBy")).ShouldBe((sponsor, "carla"));
    }

    [Fact]
    public async Task Who_did_not_belong_to_the_account_did_not_attend_and_a_csm_writes_only_own_accounts()
    {
        var (account, other) = (
            await service.AccountAsync("carla", motion: "self_serve"),
            await service.AccountAsync(motion: "self_serve")
        );
        var stranger = await service.ContactAsync(other, "Some Stranger", "executive");
        var review = await _ops.PostAsync(
            "/v1/reviews",
            new
            {
                accountId = account,
                type = "qbr",
                dueOn = service.Today,
            }
        );
        (await (await HoldRawAsync(review.Id(), stranger)).ProblemAsync(400))
            .GetProperty("errors")
            .TryGetProperty("attendees[0]", out _)
            .ShouldBeTrue();
        (
            await service
                .ClientFor("csm", "cyrus")
                .SendJsonAsync(HttpMethod.Post, $"/v1/reviews/{review.Id()}/cancellation", new { reason = "No" })
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await service
                .ClientFor("csm", "carla")
                .PostAsync($"/v1/reviews/{review.Id()}/cancellation", new { reason = "Merged into the EBR" })
        )
            .Text("status")
            .ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_customer_who_left_owes_no_review()
    {
        var account = await service.AccountAsync();
        await service.TurnAsync();
        (await OpenAsync(account)).Count.ShouldBe(2);
        await service.TellAsync(
            new AccountChanged(
                account,
                2,
                KnownAccounts.Snapshot("Gone", "smb", "high_touch", new Dictionary<string, string>()) with
                {
                    Lifecycle = "churned",
                },
                ["lifecycle"]
            )
        );
        await TestKit.Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select lifecycle = 'churned' from account_copy where account_id = @account",
                    new { account }
                )!,
            "heard"
        );
        await service.TurnAsync();
        (await OpenAsync(account)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_erased_attendee_is_gone_and_the_review_still_counts()
    {
        var account = await service.AccountAsync(motion: "self_serve");
        var sponsor = await service.ContactAsync(account, "Ella Erased", "executive");
        var review = await _ops.PostAsync(
            "/v1/reviews",
            new
            {
                accountId = account,
                type = "qbr",
                dueOn = service.Today,
            }
        );
        await _ops.PostAsync(
            $"/v1/reviews/{review.Id()}/holding",
            new
            {
                attendees = new[] { sponsor },
                summary = "Good",
                gutCheck = new
                {
                    answer = "renew",
                    comment = "Ella feels good",
                    contactId = sponsor,
                },
            }
        );
        using var erased = await service.ListenToAsync<ContactErased>();
        await service.TellAsync(new ContactErasureRequested(account, Guid.NewGuid(), sponsor, []));
        await erased.FirstAsync(e => e.ContactId == sponsor);
        var after = await _ops.ReadAsync($"/v1/reviews/{review.Id()}");
        after.ToString().ShouldNotContain("Ella");
        after.ToString().ShouldNotContain(sponsor.ToString());
        (after.Flag("counts"), after.Text("gutCheck"), after.List("attendees").Single().Flag("senior")).ShouldBe(
            (true, "renew", true)
        );
    }

    private async Task<IReadOnlyList<JsonElement>> OpenAsync(Guid account) =>
        [
            .. (await _ops.ReadAsync($"/v1/accounts/{account}/reviews"))
                .List("items")
                .Where(r => r.Text("status") is "due" or "scheduled")
                .OrderBy(r => r.Text("type"), StringComparer.Ordinal),
        ];

    private Task<HttpResponseMessage> HoldRawAsync(Guid review, params Guid[] attendees) =>
        _ops.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/reviews/{review}/holding",
            new { attendees, summary = "We looked at the plan" }
        );

    private async Task<JsonElement> HoldAsync(Guid review, params Guid[] attendees) =>
        await (await HoldRawAsync(review, attendees)).JsonAsync();

    private async Task<(int Covered, int Uncounted)> CoveredAsync()
    {
        var lines = (await _ops.ReadAsync("/v1/reviews/coverage?size=mid_market&motion=pooled"))
            .EnumerateArray()
            .ToList();
        return (lines.Sum(l => (int)l.Number("covered")), lines.Sum(l => (int)l.Number("heldWithoutSponsor")));
    }
}
