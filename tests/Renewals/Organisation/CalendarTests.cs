using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Organisation;
using Platform.TestKit;

namespace Platform.Renewals.Tests.Organisation;

/// <summary>Has a service of its own: the calendar is the organisation's, and other tests count days by it.</summary>
public sealed class CalendarTests(RenewalsUnderTest service) : IClassFixture<RenewalsUnderTest>
{
    private static readonly DateOnly Friday = new(2026, 12, 18);

    [Fact]
    public async Task Holidays_set_in_accounts_are_counted_here_and_an_older_calendar_that_comes_late_changes_nothing()
    {
        var calendar = service.Services.GetRequiredService<OrganisationCalendar>();
        calendar.Current.Add(Friday, 1).ShouldBe(new DateOnly(2026, 12, 21));

        await service.TellAsync(
            new CalendarChanged(5, "Pacific/Auckland", ["saturday", "sunday"], [new DateOnly(2026, 12, 21)])
        );
        await Eventually.HoldsAsync(
            () => Task.FromResult(calendar.Current.Add(Friday, 1) == new DateOnly(2026, 12, 22)),
            "the holiday is known"
        );
        calendar
            .DateOf(new DateTimeOffset(2026, 12, 18, 20, 0, 0, TimeSpan.Zero))
            .ShouldBe(new DateOnly(2026, 12, 19), "it is Saturday in Auckland");

        var late = new CalendarChanged(4, "Etc/UTC", ["sunday"], []);
        await service.TellAsync(late);
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from messaging.inbox_message where message_id = @EventId)",
                    new { late.EventId }
                ),
            "the late one came"
        );
        calendar.Current.Add(Friday, 1).ShouldBe(new DateOnly(2026, 12, 22));
    }
}
