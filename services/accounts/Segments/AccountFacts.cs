using System.Globalization;
using Platform.Accounts.Accounts;
using Platform.Accounts.Attributes;
using Platform.Rules;

namespace Platform.Accounts.Segments;

/// <summary>One account's facts as Dapper reads them.</summary>
internal sealed record AccountFacts : AccountProperties, IRuleFacts
{
    private static readonly IReadOnlyDictionary<string, Func<AccountProperties, object?>> Fields = AccountFieldCatalogue
        .All.Where(field => field.InRules is not null)
        .ToDictionary(field => field.Column, field => field.Value, StringComparer.Ordinal);

    public static readonly string Select = $"""
        select account.id, {string.Join(", ", Fields.Keys.Select(column => $"account.{column}"))},
            account.attributes::text as attributes, entry.csm, entry.arr, entry.seats,
                   entry.renewal_date, entry.score, entry.band, entry.open_tickets, entry.open_risks,
               entry.overdue_invoices, entry.coverage_high, entry.coverage_wide, entry.live_contacts,
                   entry.single_threaded, entry.products,
               array(select distinct source from account_external_id where account_id = account.id) as sources
        from account join portfolio_entry as entry on entry.account_id = account.id
        """;

    private AttributeValues? _attributes;

    /// <summary>The declared attributes, as JSON.</summary>
    public string Attributes { get; init; } = "{}";
    public string? Csm { get; init; }
    public decimal Arr { get; init; }
    public int? Seats { get; init; }
    public DateOnly? RenewalDate { get; init; }
    public decimal? Score { get; init; }
    public string? Band { get; init; }
    public int OpenTickets { get; init; }
    public int OpenRisks { get; init; }
    public int OverdueInvoices { get; init; }
    public int CoverageHigh { get; init; }
    public int CoverageWide { get; init; }
    public int LiveContacts { get; init; }
    public bool SingleThreaded { get; init; }
    public string[] Sources { get; init; } = [];
    public string[] Products { get; init; } = [];

    public object? this[string attribute] =>
        attribute switch
        {
            "csm" => Csm,
            "arr" => Arr,
            "seats" => (decimal?)Seats,
            "renewal_date" => RenewalDate,
            "health_score" => Score,
            "health_band" => Band,
            "open_tickets" => (decimal)OpenTickets,
            "open_risks" => (decimal)OpenRisks,
            "overdue_invoices" => (decimal)OverdueInvoices,
            "coverage_high" => (decimal)CoverageHigh,
            "coverage_wide" => (decimal)CoverageWide,
            "live_contacts" => (decimal)LiveContacts,
            "single_threaded" => SingleThreaded,
            "sources" => Sources,
            "product" => Products,
            _ when Fields.TryGetValue(attribute, out var field) => field(this) is int number
                ? (decimal)number
                : field(this),
            _ => Declared(attribute["attributes.".Length..]),
        };

    // Dates are kept as text; a rule compares them as dates.
    private object? Declared(string name)
    {
        _attributes ??= AttributeValues.FromJson(Attributes);
        var value = _attributes[name];
        return
            value is string text
            && text.Length == 10
            && DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
            && DateAttributes?.Contains(name) == true
            ? date
            : value;
    }

    /// <summary>Names of the declared attributes that are dates.</summary>
    public IReadOnlySet<string>? DateAttributes { get; set; }
}
