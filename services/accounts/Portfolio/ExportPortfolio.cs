using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Portfolio;

/// <summary>The accounts that match, with their figures, as one file, however many.</summary>
public static class ExportPortfolio
{
    private const int PageRows = 1_000;

    public static void Map(IEndpointRouteBuilder exports) =>
        exports
            .MapGet("/portfolio", HandleAsync)
            .WithName(nameof(ExportPortfolio))
            .WithDescription(
                "Filters and sorts as GET /v1/accounts does; format=csv (the default) or ndjson. Cells that a "
                    + "spreadsheet would run as formulas are escaped."
            );

    /// <param name="query">Filters and sorting.</param>
    /// <param name="format">csv or ndjson.</param>
    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        [AsParameters] PortfolioQuery query,
        string? format,
        Database database,
        LongAnswers answers,
        CancellationToken ct
    )
    {
        if (format is not (null or "csv" or "ndjson"))
            return Problem.Invalid("format", $"'{format}' is not csv or ndjson").ToResult();
        var csv = format != "ndjson";
        return await answers.WriteAsync(
            output => WriteAsync(output, query, csv, database, ct),
            csv ? "text/csv; charset=utf-8" : "application/x-ndjson",
            csv ? "portfolio.csv" : "portfolio.ndjson",
            ct
        );
    }

    private static async Task WriteAsync(
        Stream output,
        PortfolioQuery query,
        bool csv,
        Database database,
        CancellationToken ct
    )
    {
        await using var writer = new StreamWriter(output, leaveOpen: true);
        if (csv)
            await writer.WriteAsync(CsvText.Row(Columns));
        for (string? cursor = null; ; )
        {
            var page = await PortfolioPages.ReadAsync(database, query, new PageRequest(PageRows, cursor), ct);
            foreach (var line in page.Items)
                await writer.WriteAsync(
                    csv ? CsvText.Row(Cells(line)) : JsonSerializer.Serialize(line, ContractJson.Options) + "\n"
                );
            if (page.Next is null)
                return;
            cursor = page.Next;
        }
    }

    private static readonly string[] Columns =
    [
        "id",
        "name",
        "lifecycle",
        "industry",
        "country",
        "size",
        "motion",
        "priority",
        "csm",
        "customerSince",
        "arr",
        "atRisk",
        "arrAtRisk",
        "expectedLoss",
        "keepProbability",
        "keepSource",
        "currency",
        "seats",
        "renewalDate",
        "score",
        "band",
        "openTickets",
    ];

    private static object?[] Cells(PortfolioLine line) =>
        [
            line.Id,
            line.Name,
            line.Lifecycle,
            line.Industry,
            line.Country,
            line.Size,
            line.Motion,
            line.Priority,
            line.Csm,
            line.CustomerSince,
            line.Arr,
            string.Join('|', line.AtRisk),
            line.ArrAtRisk,
            line.ExpectedLoss,
            line.KeepProbability,
            line.KeepSource,
            line.Currency,
            line.Seats,
            line.RenewalDate,
            line.Score,
            line.Band,
            line.OpenTickets,
        ];
}
