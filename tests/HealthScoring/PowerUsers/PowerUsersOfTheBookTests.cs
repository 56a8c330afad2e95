using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.PowerUsers;

/// <summary>
/// Power users and thresholds as the API has them, of a book that came in after the round of the day.
/// </summary>
[Collection(OnServers.Name)]
public sealed class PowerUsersOfTheBookTests(HealthScoringUnderTest service)
{
    [Fact]
    public async Task A_power_user_has_more_than_half_of_the_events_of_the_last_30_days()
    {
        var account = await service.AddAccountAsync();
        await TellAsync(account, 30, day => day < 14 ? [("x", 20), ("y", 1)] : [("y", 5)]);

        var listed = (await ListedAsync(account, 1)).Single();

        (listed.GetProperty("user").GetString(), listed.GetProperty("share").GetDecimal()).ShouldBe(("x", 0.7487m));
        listed.TryGetProperty("departedOn", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_account_lists_the_user_with_most_of_its_events()
    {
        var account = await service.AddAccountAsync();
        await TellAsync(account, 10, _ => [("first", 5), ("second", 1)]);

        var listed = (await ListedAsync(account, 1)).Single();

        (listed.GetProperty("user").GetString(), listed.GetProperty("share").GetDecimal()).ShouldBe(("first", 0.8333m));
    }

    [Fact]
    public async Task A_book_that_comes_in_after_the_round_of_the_day_has_its_departures_and_thresholds_the_same_day()
    {
        await Eventually.HoldsAsync(
            () => service.Database.ScalarAsync<bool>("select exists (select from daily_watch where done)")!,
            "the round of the day is done"
        );
        var account = await service.AddAccountAsync();
        await service.PublishAsync(
            new SubscriptionChanged(account, 1, [], new Money(100, "EUR"), new Money(1200, "EUR"), 2, null, null)
            {
                OccurredAt = service.Clock.GetUtcNow(),
            }
        );
        // The power user is gone for 20 days; two others remain, and with them all paid seats are in use.
        await TellAsync(account, 50, day =>
            day >= 20 ? [("power", 4), ("second", 1)] : [("second", 1), ("third", day % 2)]
        );

        var listed = (await ListedAsync(account, 1)).Single();

        (
            listed.GetProperty("user").GetString(),
            listed.GetProperty("share").GetDecimal(),
            listed.GetProperty("fall").GetDecimal()
        ).ShouldBe(("power", 0.7442m, 1m));
        listed
            .GetProperty("lastActiveOn")
            .GetString()
            .ShouldBe(service.Clock.GetUtcNow().AddDays(-20).ToString("yyyy-MM-dd", null));
        listed.GetProperty("successors").EnumerateArray().Select(s => s.GetString()).ShouldBe(["second", "third"]);
        listed.GetProperty("othersRemain").GetBoolean().ShouldBeTrue();
        var threshold = await service.Database.SingleOrDefaultAsync<Threshold>(
            "select threshold as name, since_day from usage_threshold where account_id = @account",
            new { account }
        );
        threshold!.Name.ShouldBe("seats_used");
        threshold.SinceDay.ShouldBeLessThan(DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime.AddDays(-14)));
    }

    [Fact]
    public async Task Power_users_of_an_account_that_does_not_exist_are_not_an_empty_list() =>
        (await service.Ops.GetAsync($"/v1/accounts/{Guid.CreateVersion7()}/power-users")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );

    private sealed class Threshold
    {
        public string Name { get; init; } = "";
        public DateOnly SinceDay { get; init; }
    }

    private async Task<JsonElement[]> ListedAsync(Guid account, int count)
    {
        var listed = await Eventually.GetAsync(
            async () =>
                (await service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/power-users")).GetProperty(
                    "items"
                ),
            items => items.GetArrayLength() == count,
            $"{count} power users are listed"
        );
        return [.. listed.EnumerateArray()];
    }

    /// <param name="use">Events by user, by the days before today.</param>
    private async Task TellAsync(Guid account, int days, Func<int, (string User, int Events)[]> use)
    {
        var now = service.Clock.GetUtcNow();
        var events = Enumerable
            .Range(0, days)
            .SelectMany(day =>
                use(day)
                    .SelectMany(u =>
                        Enumerable
                            .Range(0, u.Events)
                            .Select(i =>
                                service.Event(account, user: u.User, at: now.AddDays(-day).AddMilliseconds(-i))
                            )
                    )
            )
            .ToArray();
        await service.SendAsync(service.Ops, events);
        await service.StoredAsync(account, events.Length);
    }
}
