using System.Globalization;
using Spectre.Console;

namespace Platform.Cli.Portfolio;

/// <summary>The accounts by expected loss, for people: fits 100 columns, says in words what colours say.</summary>
public static class PortfolioTable
{
    private const int LongestName = 18;
    private const int DriversShown = 2;

    public static void Write(IAnsiConsole console, IReadOnlyList<PortfolioItem> items)
    {
        var currencies = items
            .SelectMany(item => new[] { item.Arr, item.ArrAtRisk, item.ExpectedLoss })
            .OfType<MoneyText>()
            .Select(money => money.Currency)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var common = currencies.Count == 1 ? currencies[0] : null;
        var table = new Table { Border = TableBorder.Simple };
        foreach (
            var (header, isNumber) in new[]
            {
                ("Account", false),
                ("Size", false),
                ($"ARR {common}".Trim(), true),
                ("At risk", true),
                ("Loss", true),
                ("Score", true),
                ("Band", false),
                ("Renewal", false),
            }
        )
        {
            var column = new TableColumn(header) { NoWrap = true, Padding = new Padding(0, 0, 1, 0) };
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }

        table.AddColumn(new TableColumn("What costs most") { Padding = new Padding(0) });
        foreach (var item in items)
            table.AddRow(
                Plain(Shortened(item.Name)),
                Plain(Size(item.Size)),
                Plain(Money(item.Arr, common)),
                Plain(Money(item.ArrAtRisk, common)),
                Plain(Money(item.ExpectedLoss, common)),
                Plain(item.Score?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–"),
                Band(item.Band),
                Plain(item.RenewalDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–"),
                Plain(string.Join(", ", (item.Drivers ?? []).Take(DriversShown).Select(Words)))
            );
        console.Write(table);
    }

    /// <summary>A console of at least 100 columns: a pipe has no width of its own, and the default of 80 breaks the
    /// table.</summary>
    public static IAnsiConsole Console(TextWriter output)
    {
        // Left to itself the library finds colours in a pipe, because the terminal behind it has them.
        var isTerminal = ReferenceEquals(output, System.Console.Out) && !System.Console.IsOutputRedirected;
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(output),
                Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            }
        );
        console.Profile.Width = Math.Max(100, console.Profile.Width);
        return console;
    }

    private static Markup Plain(string text) => new(Markup.Escape(text));

    private static Markup Band(string? band) =>
        band switch
        {
            "red" => new("[red]red[/]"),
            "yellow" => new("[yellow]yellow[/]"),
            "green" => new("[green]green[/]"),
            "insufficient_data" => Plain("no data"),
            null => Plain("–"),
            _ => Plain(band),
        };

    private static string Shortened(string name) =>
        name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName - 1), "…");

    private static string Size(string? size) =>
        size switch
        {
            "mid_market" => "mid",
            "enterprise" => "ent",
            null => "–",
            _ => size,
        };

    private static string Words(Driver driver) => driver.Name.Replace('_', ' ').Replace('-', ' ');

    private static string Money(MoneyText? money, string? common)
    {
        var amount = money?.Value.ToString("#,0", CultureInfo.InvariantCulture) ?? "–";
        return money is null || common is not null ? amount : $"{amount} {money.Currency}";
    }
}
