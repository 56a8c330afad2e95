using Microsoft.Extensions.Options;

namespace Platform.SuccessPlans.Organisation;

/// <summary>Settings of the organisation that runs the installation, section <c>Organisation</c>.</summary>
public sealed class OrganisationOptions
{
    /// <summary>IANA name; business dates are dates in this zone.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>ISO 4217 code of the currency that value is reported in.</summary>
    public string ReportingCurrency { get; set; } = "EUR";
}

/// <summary>Today, as a date in the organisation's time zone, and its calendar as last heard from the accounts service.</summary>
public sealed class BusinessDay(TimeProvider clock, IOptions<OrganisationOptions> options)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(string.IsNullOrWhiteSpace(options.Value.TimeZone) ? "Etc/UTC" : options.Value.TimeZone);
    private BusinessCalendar? _calendar;

    /// <summary>Until another was heard: weekends without holidays.</summary>
    public BusinessCalendar Calendar => Volatile.Read(ref _calendar) ?? (_calendar = new BusinessCalendar(_zone, DefaultWeekend, new HashSet<DateOnly>()));

    public DateOnly Today => Of(clock.GetUtcNow());

    /// <summary>The last due date that is missed as of today: <c>due_on &lt;= @LastMissed</c> is overdue.</summary>
    public DateOnly LastMissed => Calendar.LastMissed(Today);

    public DateOnly Of(DateTimeOffset instant) => Calendar.DateOf(instant);

    public void Use(IReadOnlySet<DayOfWeek> weekend, IReadOnlySet<DateOnly> holidays) => Volatile.Write(ref _calendar, new BusinessCalendar(_zone, weekend, holidays));

    private static readonly HashSet<DayOfWeek> DefaultWeekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];
}
