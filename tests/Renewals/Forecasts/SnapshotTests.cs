using System.Text.Json;

namespace Platform.Renewals.Tests.Forecasts;

/// <summary>A service of its own that begins without a book.</summary>
public sealed class SnapshotTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task A_snapshot_says_when_it_was_taken_none_comes_before_the_book_and_no_accuracy_before_the_end()
    {
        var quarter = new DateOnly(renewals.Today.Year, ((renewals.Today.Month - 1) / 3 * 3) + 1, 1).AddMonths(6);
        var period = $"from={quarter.Iso()}&to={quarter.AddMonths(3).AddDays(-1).Iso()}";
        // To a Wednesday, so that the week's Monday is another day.
        do await renewals.PassDaysAsync(1);
        while (renewals.Today.DayOfWeek != DayOfWeek.Wednesday);
        (await _ops.ReadAsync($"/v1/forecasts/snapshots?{period}"))
            .GetArrayLength()
            .ShouldBe(0, "nothing was known, so nothing was said");

        await _ops.SignAsync(await renewals.AccountAsync(), renewals.Today, quarter.AddDays(40), 100);
        await renewals.PassDaysAsync(0);
        var taken = (await _ops.ReadAsync($"/v1/forecasts/snapshots?{period}")).EnumerateArray().ShouldHaveSingleItem();
        (
            taken.Text("takenOn"),
            taken.Number("due"),
            taken.GetProperty("takenAt").GetDateTimeOffset() <= renewals.Clock.GetUtcNow()
        ).ShouldBe((renewals.Today.Iso(), 1_200m, true));

        foreach (var at in (await _ops.ReadAsync($"/v1/forecasts/accuracy?{period}")).EnumerateArray())
        {
            at.GetProperty("over").GetBoolean().ShouldBeFalse();
            // All horizons are still to come, so even the forecast is not yet the one that counts.
            foreach (var name in new[] { "takenOn", "forecast", "actual", "accuracy", "bias", "hitRate" })
                Given(at, name).ShouldBeFalse(name);
        }
    }

    private static bool Given(JsonElement of, string property) =>
        of.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null;
}
