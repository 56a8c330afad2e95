using System.Text.Json;
using Platform.Contracts;

namespace Platform.Accounts.Portfolio;

/// <summary>An account's row of the portfolio as Dapper reads it; lists show parts of it.</summary>
internal sealed class PortfolioRow
{
    public const string Columns = """
        account_id as id, name, lifecycle, industry, country, size, motion, priority, csm, customer_since, arr,
        arr_at_risk, expected_loss, keep_probability, keep_source, currency, seats, renewal_date, score, band,
        open_tickets, open_risks, notice_on, called_at_risk, drivers::text as drivers
        """;

    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Lifecycle { get; init; } = "";
    public string? Industry { get; init; }
    public string? Country { get; init; }
    public string? Size { get; init; }
    public string? Motion { get; init; }
    public string? Priority { get; init; }
    public string? Csm { get; init; }
    public DateOnly? CustomerSince { get; init; }
    public decimal Arr { get; init; }
    public decimal ArrAtRisk { get; init; }
    public decimal ExpectedLoss { get; init; }
    public decimal KeepProbability { get; init; }
    public string KeepSource { get; init; } = "";
    public string? Currency { get; init; }
    public int? Seats { get; init; }
    public DateOnly? RenewalDate { get; init; }
    public decimal? Score { get; init; }
    public string? Band { get; init; }
    public int OpenTickets { get; init; }
    public int OpenRisks { get; init; }
    public DateOnly? NoticeOn { get; init; }
    public bool CalledAtRisk { get; init; }
    public string Drivers { get; init; } = "[]";
    public string SortKey { get; init; } = "";

    public PortfolioLine ToLine() =>
        new(
            Id,
            Name,
            Lifecycle,
            Industry,
            Country,
            Size,
            Motion,
            Priority,
            Csm,
            CustomerSince,
            Arr,
            AtRiskReasons.Of(this),
            ArrAtRisk,
            ExpectedLoss,
            KeepProbability,
            KeepSource,
            Currency,
            Seats,
            RenewalDate,
            Score,
            Band,
            OpenTickets
        );

    public PortfolioItem ToItem()
    {
        // An account that never paid has no currency of its own; an amount without one is no money.
        var currency = Currency ?? "EUR";
        return new PortfolioItem(
            Id,
            Name,
            Size,
            new Money(decimal.Round(Arr, 2), currency),
            Score,
            Band ?? HealthBands.InsufficientData,
            AtRiskReasons.Of(this),
            new Money(decimal.Round(ArrAtRisk, 2), currency),
            new Money(ExpectedLoss, currency),
            KeepProbability,
            KeepSource,
            JsonSerializer.Deserialize<List<PortfolioDriver>>(Drivers, ContractJson.Options) ?? [],
            RenewalDate,
            Csm
        );
    }
}
