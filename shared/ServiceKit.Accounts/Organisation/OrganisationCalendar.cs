using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Organisation;

/// <summary>
/// The organisation's calendar, as the operator sets it in accounts. Each service keeps a copy in its own database, fed
/// by an event (<see cref="CalendarProjection"/>), so that a due date is counted by the same holidays everywhere. Until
/// somebody sets one: the time zone of the setting <c>Organisation:TimeZone</c> (UTC without it), Saturday and Sunday
/// off, no holidays.
/// </summary>
public sealed class OrganisationCalendar(
    Database database,
    IOptions<OrganisationOptions> organisation,
    TimeProvider clock
)
{
    private static readonly string[] DefaultWeekend = ["saturday", "sunday"];
    private volatile Held _held = new(
        -1,
        Build(organisation.Value.TimeZone is { Length: > 0 } zone ? zone : "Etc/UTC", DefaultWeekend, [])
    );

    /// <summary>May be a few seconds behind what another replica was told.</summary>
    public BusinessCalendar Current => _held.Calendar;

    /// <summary>Today's date for the organisation.</summary>
    public DateOnly Today => DateOf(clock.GetUtcNow());

    public DateOnly DateOf(DateTimeOffset instant) => Current.DateOf(instant);

    /// <summary>Reads this service's copy again.</summary>
    public async Task RefreshAsync(CancellationToken ct = default)
    {
        var row = await database.SingleOrDefaultAsync<Row>(
            "select version, time_zone, weekend, holidays from organisation.calendar",
            ct: ct
        );
        if (row is not null && row.Version > _held.Version)
            _held = new Held(row.Version, Build(row.TimeZone, row.Weekend, row.Holidays));
    }

    private static BusinessCalendar Build(string zone, IEnumerable<string> weekend, IEnumerable<DateOnly> holidays) =>
        new(
            TimeZoneInfo.FindSystemTimeZoneById(zone),
            weekend.Select(day => Enum.Parse<DayOfWeek>(day, ignoreCase: true)).ToHashSet(),
            holidays.ToHashSet()
        );

    private sealed record Held(int Version, BusinessCalendar Calendar);

    private sealed class Row
    {
        public int Version { get; init; }
        public string TimeZone { get; init; } = "";
        public string[] Weekend { get; init; } = [];
        public DateOnly[] Holidays { get; init; } = [];
    }
}
