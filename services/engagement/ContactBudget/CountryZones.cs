namespace Platform.Engagement.ContactBudget;

/// <summary>
/// The time zones of countries, by ISO 3166 code or English name. A country that spans several has its western and its
/// eastern end: it is open there while both are. A country that is not here goes by the organisation's zone.
/// </summary>
public static class CountryZones
{
    private static readonly (string Code, string Name, string[] Zones)[] Countries =
    [
        ("AE", "United Arab Emirates", ["Asia/Dubai"]),
        ("AR", "Argentina", ["America/Argentina/Buenos_Aires"]),
        ("AT", "Austria", ["Europe/Vienna"]),
        ("AU", "Australia", ["Australia/Perth", "Australia/Sydney"]),
        ("BE", "Belgium", ["Europe/Brussels"]),
        ("BG", "Bulgaria", ["Europe/Sofia"]),
        ("BR", "Brazil", ["America/Rio_Branco", "America/Sao_Paulo"]),
        ("CA", "Canada", ["America/Vancouver", "America/St_Johns"]),
        ("CH", "Switzerland", ["Europe/Zurich"]),
        ("CL", "Chile", ["America/Santiago"]),
        ("CN", "China", ["Asia/Shanghai"]),
        ("CO", "Colombia", ["America/Bogota"]),
        ("CZ", "Czechia", ["Europe/Prague"]),
        ("DE", "Germany", ["Europe/Berlin"]),
        ("DK", "Denmark", ["Europe/Copenhagen"]),
        ("EE", "Estonia", ["Europe/Tallinn"]),
        ("EG", "Egypt", ["Africa/Cairo"]),
        ("ES", "Spain", ["Atlantic/Canary", "Europe/Madrid"]),
        ("FI", "Finland", ["Europe/Helsinki"]),
        ("FR", "France", ["Europe/Paris"]),
        ("GB", "United Kingdom", ["Europe/London"]),
        ("GR", "Greece", ["Europe/Athens"]),
        ("HK", "Hong Kong", ["Asia/Hong_Kong"]),
        ("HR", "Croatia", ["Europe/Zagreb"]),
        ("HU", "Hungary", ["Europe/Budapest"]),
        ("ID", "Indonesia", ["Asia/Jakarta", "Asia/Jayapura"]),
        ("IE", "Ireland", ["Europe/Dublin"]),
        ("IL", "Israel", ["Asia/Jerusalem"]),
        ("IN", "India", ["Asia/Kolkata"]),
        ("IT", "Italy", ["Europe/Rome"]),
        ("JP", "Japan", ["Asia/Tokyo"]),
        ("KE", "Kenya", ["Africa/Nairobi"]),
        ("KR", "South Korea", ["Asia/Seoul"]),
        ("LT", "Lithuania", ["Europe/Vilnius"]),
        ("LU", "Luxembourg", ["Europe/Luxembourg"]),
        ("LV", "Latvia", ["Europe/Riga"]),
        ("MX", "Mexico", ["America/Tijuana", "America/Cancun"]),
        ("MY", "Malaysia", ["Asia/Kuala_Lumpur"]),
        ("NG", "Nigeria", ["Africa/Lagos"]),
        ("NL", "Netherlands", ["Europe/Amsterdam"]),
        ("NO", "Norway", ["Europe/Oslo"]),
        ("NZ", "New Zealand", ["Pacific/Auckland"]),
        ("PE", "Peru", ["America/Lima"]),
        ("PH", "Philippines", ["Asia/Manila"]),
        ("PL", "Poland", ["Europe/Warsaw"]),
        ("PT", "Portugal", ["Atlantic/Azores", "Europe/Lisbon"]),
        ("RO", "Romania", ["Europe/Bucharest"]),
        ("RS", "Serbia", ["Europe/Belgrade"]),
        ("SA", "Saudi Arabia", ["Asia/Riyadh"]),
        ("SE", "Sweden", ["Europe/Stockholm"]),
        ("SG", "Singapore", ["Asia/Singapore"]),
        ("SI", "Slovenia", ["Europe/Ljubljana"]),
        ("SK", "Slovakia", ["Europe/Bratislava"]),
        ("TH", "Thailand", ["Asia/Bangkok"]),
        ("TR", "Turkey", ["Europe/Istanbul"]),
        ("TW", "Taiwan", ["Asia/Taipei"]),
        ("UA", "Ukraine", ["Europe/Kyiv"]),
        ("US", "United States", ["America/Los_Angeles", "America/New_York"]),
        ("VN", "Vietnam", ["Asia/Ho_Chi_Minh"]),
        ("ZA", "South Africa", ["Africa/Johannesburg"]),
    ];

    private static readonly (string Alias, string Code)[] Aliases =
    [
        ("USA", "US"),
        ("United States of America", "US"),
        ("UK", "GB"),
        ("Great Britain", "GB"),
        ("Deutschland", "DE"),
        ("Österreich", "AT"),
        ("Schweiz", "CH"),
        ("Czech Republic", "CZ"),
        ("Türkiye", "TR"),
        ("Korea", "KR"),
        ("UAE", "AE"),
    ];

    private static readonly Dictionary<string, TimeZoneInfo[]> ByName = Build();

    /// <returns>Null where the country is not known.</returns>
    public static IReadOnlyList<TimeZoneInfo>? Find(string? country) =>
        country is not null && ByName.TryGetValue(country.Trim(), out var zones) ? zones : null;

    private static Dictionary<string, TimeZoneInfo[]> Build()
    {
        var all = new Dictionary<string, TimeZoneInfo[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var (code, name, ids) in Countries)
        {
            // A machine with older zone data than ours does without the country.
            var zones = ids.Select(id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null)
                .OfType<TimeZoneInfo>()
                .ToArray();
            if (zones.Length == ids.Length)
                all[code] = all[name] = zones;
        }
        foreach (var (alias, code) in Aliases)
            if (all.TryGetValue(code, out var zones))
                all[alias] = zones;
        return all;
    }
}
