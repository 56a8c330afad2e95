using Microsoft.Extensions.Options;

namespace Platform.Renewals.Organisation;

/// <summary>Settings of the organisation that runs the installation, section <c>Organisation</c>.</summary>
public sealed class OrganisationOptions
{
    /// <summary>IANA name; business dates are dates in this zone.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>ISO 4217 code of the one currency in which figures are reported.</summary>
    public string ReportingCurrency { get; set; } = "EUR";
}

/// <summary>Today, as a date in the organisation's time zone.</summary>
public sealed class BusinessDay(TimeProvider clock, IOptions<OrganisationOptions> options)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    public DateOnly Today => Of(clock.GetUtcNow());

    public DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);

    /// <summary>The last instant of a business date.</summary>
    public DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, _zone.GetUtcOffset(midnight)).ToUniversalTime().AddMilliseconds(-1);
    }
}
