using Platform.ServiceKit.Calendar;

namespace Platform.SuccessPlans.Organisation;

/// <summary>Settings of the organisation that runs the installation, section <c>Organisation</c>.</summary>
public sealed class OrganisationOptions
{
    /// <summary>ISO 4217 code of the currency that value is reported in.</summary>
    public string ReportingCurrency { get; set; } = "EUR";
}

/// <summary>Today, as a date in the organisation's time zone, and what is overdue by its calendar.</summary>
public sealed class BusinessDay(OrganisationCalendar organisation)
{
    public BusinessCalendar Calendar => organisation.Current;

    public DateOnly Today => organisation.Today;

    /// <summary>The last due date that is missed as of today: <c>due_on &lt;= @LastMissed</c> is overdue.</summary>
    public DateOnly LastMissed => Calendar.LastMissed(Today);

    public DateOnly Of(DateTimeOffset instant) => organisation.DateOf(instant);
}
