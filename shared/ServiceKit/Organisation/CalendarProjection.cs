using MassTransit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.ServiceKit.Organisation;

/// <summary>Keeps this service's copy of the organisation's calendar. An older version that comes late changes
/// nothing.</summary>
public sealed class CalendarProjection(Database database, OrganisationCalendar calendar)
    : IRepeatableEventHandler<CalendarChanged>,
        IConsumer<CalendarChanged>
{
    public Task Consume(ConsumeContext<CalendarChanged> context) =>
        HandleAsync(context.Message, context.CancellationToken);

    public async Task HandleAsync(CalendarChanged domainEvent, CancellationToken ct)
    {
        await database.ExecuteAsync(
            Upsert,
            new
            {
                domainEvent.Version,
                domainEvent.TimeZone,
                Weekend = domainEvent.Weekend.ToArray(),
                Holidays = domainEvent.Holidays.ToArray(),
            },
            ct
        );
        await calendar.RefreshAsync(ct);
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
