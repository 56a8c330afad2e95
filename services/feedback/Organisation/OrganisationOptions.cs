namespace Platform.Feedback.Organisation;

/// <summary>Settings of the organisation that runs the installation, section <c>Organisation</c>.</summary>
public sealed class OrganisationOptions
{
    /// <summary>IANA name; business dates are dates in this zone.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>ISO 4217 code of the one currency in which figures are reported.</summary>
    public string ReportingCurrency { get; set; } = "EUR";

    /// <summary>Days of the week without work, Saturday and Sunday where none is named.</summary>
    public IList<DayOfWeek> Weekend { get; } = [];

    /// <summary>Dates without work.</summary>
    public IList<DateOnly> Holidays { get; } = [];
}
