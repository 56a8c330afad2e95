using MassTransit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Messaging;

namespace Platform.ServiceKit.Organisation;

/// <summary>Keeps this service's copy of the organisation's calendar. An older version that comes late changes
/// nothing.</summary>
public sealed class CalendarProjection(Inbox inbox, OrganisationCalendar calendar) : IConsumer<CalendarChanged>
{
    public async Task Consume(ConsumeContext<CalendarChanged> context)
    {
        await inbox.OnceAsync(context, work => work.ExecuteAsync(
                Upsert,
                new
                {
                    context.Message.Version,
                    context.Message.TimeZone,
                    Weekend = context.Message.Weekend.ToArray(),
                    Holidays = context.Message.Holidays.ToArray(),
                }
            ));
        await calendar.RefreshAsync(context.CancellationToken);
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
