namespace Platform.ServiceKit.Organisation;

/// <summary>Settings of the organisation that runs the installation, section <c>Organisation</c>.</summary>
public sealed class OrganisationOptions
{
    /// <summary>ISO 4217 code of the one currency in which figures are reported.</summary>
    public string ReportingCurrency { get; set; } = "EUR";

    /// <summary>The IANA time zone that holds until somebody sets a calendar; UTC where there is none.</summary>
    public string TimeZone { get; set; } = "";
}
