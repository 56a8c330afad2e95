using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Calendar;

/// <summary>Has a service of its own: the calendar is the organisation's, and other tests count days by it.</summary>
public class SetCalendarTests(AccountsUnderTest service) : IClassFixture<AccountsUnderTest>
{
    [Fact]
    public async Task Holidays_that_an_operator_sets_are_told_to_the_other_services()
    {
        using var told = await service.ListenToAsync<CalendarChanged>();
        using var ops = service.ClientFor(Roles.Ops);
        await ops.PutJsonAsync(
                "/v1/calendar",
                new
                {
                    timeZone = "Europe/Berlin",
                    weekend = new[] { "Saturday", "Sunday" },
                    holidays = new[] { new { day = "2026-12-25", name = "Christmas" } },
                }
            )
            .JsonAsync();

        var first = await told.FirstAsync(it => it.TimeZone == "Europe/Berlin");
        first.Weekend.ShouldBe(["saturday", "sunday"]);
        first.Holidays.ShouldBe([new DateOnly(2026, 12, 25)]);

        await ops.PutJsonAsync(
                "/v1/calendar",
                new
                {
                    timeZone = "Europe/Berlin",
                    weekend = new[] { "sunday" },
                    holidays = Array.Empty<object>(),
                }
            )
            .JsonAsync();
        (await told.FirstAsync(it => it.Holidays.Count == 0 && it.Version > first.Version)).Weekend.ShouldBe([
            "sunday",
        ]);
    }
}
