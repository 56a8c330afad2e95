using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.ServiceKit.Organisation;

/// <summary>Keeps this service's copy of the organisation's calendar. An older version that comes late changes
/// nothing.</summary>
public sealed class CalendarProjection(OrganisationCalendar calendar) : IEventHandler<CalendarChanged>
{
    public Task HandleAsync(CalendarChanged changed, UnitOfWork work, CancellationToken ct)
    {
        // Where reading it again fails, FollowCalendar does so within seconds.
        work.AfterCommit(() => _ = calendar.RefreshAsync(ct));
        return work.ExecuteAsync(
            Upsert,
            new
            {
                changed.Version,
                changed.TimeZone,
                Weekend = changed.Weekend.ToArray(),
                Holidays = changed.Holidays.ToArray(),
            }
        );
    }

    private const string Upsert = """
        insert into organisation.calendar as kept (version, time_zone, weekend, holidays)
            values (@Version, @TimeZone, @Weekend, @Holidays::date[])
        on conflict (only_row) do update
            set version = excluded.version, time_zone = excluded.time_zone, weekend = excluded.weekend,
            holidays = excluded.holidays
        where kept.version < excluded.version
        """;
}
