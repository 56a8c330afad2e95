using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Platform.Engagement.Tests.Campaigns;

public sealed class CampaignTests(EngagementUnderTest engagement)
{
    private static readonly DateTimeOffset Planned = new(2032, 5, 4, 9, 0, 0, TimeSpan.Zero);
    private readonly HttpClient _ops = engagement.ClientFor("ops", "olga");

    [Fact]
    public async Task Two_campaigns_that_mean_one_person_collide_and_the_lesser_one_is_proposed_to_move()
    {
        var day = Planned.AddDays(Random.Shared.Next(1, 2_000));
        var (both, one) = ($"{Guid.NewGuid():N}@example.com", $"{Guid.NewGuid():N}@example.com");
        var high = await CreateAsync("High", 80, day, both.ToUpperInvariant(), one);
        var low = await CreateAsync("Low", 20, day.AddDays(2), both);

        var collision = (await CollisionsAsync(day)).Where(it => it.Text("email") == both).ShouldHaveSingleItem();
        collision
            .List("parts")
            .Select(part => (part.Text("what"), part.Id("campaignId"), part.Number("priority")))
            .ShouldBe([("High", high.Id(), 80), ("Low", low.Id(), 20)]);
        collision.Text("proposal").ShouldBe($"High stays on {Day(day)}; Low moves to {Day(day.AddDays(7))}.");
        (await CollisionsAsync(day)).ShouldNotContain(it => it.Text("email") == one);
    }

    [Fact]
    public async Task A_campaign_and_a_place_that_a_playbook_reserved_collide()
    {
        var day = Planned.AddDays(Random.Shared.Next(2_100, 4_000));
        day = day.AddDays(
            day.DayOfWeek == DayOfWeek.Saturday ? 2
            : day.DayOfWeek == DayOfWeek.Sunday ? 1
            : 0
        );
        var email = $"{Guid.NewGuid():N}@example.com";
        await CreateAsync("News", 50, day, email);
        await engagement.Database.ExecuteAsync(
            """
            with person as (
                insert into recipient (id, email, created_at) values (gen_random_uuid(), @email, now()) returning id
            )
            insert into touch (id, recipient_id, channel, topic, priority, renewal_arr, source, effect_key, state, at,
                is_exempt, is_displaceable, is_held, asked_at, requested_by)
            select gen_random_uuid(), id, 'email', 'value', 60, 0, 'playbook:champion-change', @email, 'reserved',
                @day, false, true, true, now(), 'tests' from person
            """,
            new { email, day }
        );
        (await CollisionsAsync(day))
            .Where(it => it.Text("email") == email)
            .ShouldHaveSingleItem()
            .Text("proposal")
            .ShouldBe($"playbook:champion-change stays on {Day(day)}; News moves to {Day(day.AddDays(7))}.");
    }

    [Fact]
    public async Task A_csm_sees_what_comes_to_their_account_takes_one_person_out_and_adds_a_line()
    {
        var account = await engagement.AccountAsync(csm: "carla");
        var email = $"{Guid.NewGuid():N}@example.com";
        await engagement.ContactAsync(account, email: email);
        var campaign = (await CreateAsync("News", 50, Planned, email, $"{Guid.NewGuid():N}@example.com")).Id();
        var (carla, dora) = (engagement.ClientFor("csm", "carla"), engagement.ClientFor("csm", "dora"));

        (await carla.OnlyAsync($"/v1/campaigns?accountId={account}")).Number("people").ShouldBe(2);
        var person = await carla.OnlyAsync($"/v1/campaigns/{campaign}/people?accountId={account}");
        person.Text("email").ShouldBe(email);
        var path = $"/v1/campaigns/{campaign}/people/{person.Id()}";
        (await dora.SendJsonAsync(HttpMethod.Put, $"{path}/line", new { line = "Hello" })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await dora.SendJsonAsync(HttpMethod.Post, $"{path}/removal", new { reason = "Not now" })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );

        var lined = await carla.PutAsync($"{path}/line", new { line = "See you on Monday." });
        (lined.Text("line"), lined.Text("lineBy")).ShouldBe(("See you on Monday.", "carla"));
        var removed = await carla.PostAsync($"{path}/removal", new { reason = "They have an incident" });
        (removed.Text("removedBy"), removed.Text("removedReason")).ShouldBe(("carla", "They have an incident"));
        var after = await carla.OnlyAsync($"/v1/campaigns?accountId={account}");
        (after.Number("people"), after.Number("takenOut")).ShouldBe((1, 1));
    }

    private static string Day(DateTimeOffset day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<JsonElement> CreateAsync(
        string name,
        int priority,
        DateTimeOffset plannedAt,
        params string[] people
    ) =>
        _ops.PostAsync(
            "/v1/campaigns",
            new
            {
                name,
                channel = "email",
                topic = "newsletter",
                priority,
                plannedAt,
                people,
            }
        );

    private async Task<List<JsonElement>> CollisionsAsync(DateTimeOffset day) =>
        (
            await _ops.ReadAsync(
                $"/v1/campaigns/collisions?from={Day(day.AddDays(-1))}T00:00:00Z&to={Day(day.AddDays(8))}T00:00:00Z"
            )
        ).List("people");
}
