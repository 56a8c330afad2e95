using System.Globalization;
using System.Text;
using Platform.Contracts;
using Platform.SuccessPlans.Peers;

namespace Platform.SuccessPlans.Reviews;

/// <summary>A pack as Markdown, for slides and documents. What people typed is escaped: it stays text.</summary>
internal static class PackMarkdown
{
    public static string Render(ReviewPack pack)
    {
        var text = new StringBuilder();
        Line(text, $"# {Plain(pack.Account)}: {Title(pack.Type)}, {Day(pack.AsOf)}");
        Performance(text, pack.Performance);
        Benchmark(text, pack);
        Value(text, pack.Value);
        List(text, "Recommendations", pack.Recommendations.Select(Plain));
        List(
            text,
            "Tactics under way",
            pack.ActiveTactics.Select(t =>
                $"**{Plain(t.Name)}** ({Plain(t.Outcome)}): adopted to {Percent(t.Adoption ?? 0)}"
            )
        );
        List(
            text,
            "Next tactics",
            pack.NextTactics.Select(t => $"**{Plain(t.Name)}** ({Plain(t.Outcome)}): {Plain(t.Description)}")
        );
        List(
            text,
            "Roadmap",
            pack.Roadmap.Select(r => r.When is null ? Plain(r.What) : $"{Plain(r.What)} ({Plain(r.When)})")
        );
        Line(text, "## Contract");
        Line(
            text,
            pack.Contract is not { } contract
                ? "Not known at the moment: generate the pack again."
                : $"{Amount(contract.Arr)} a year, {contract.Seats} seats{Ending(contract)}{Unpaid(contract.Overdue)}."
        );
        Line(text, "## Gut check");
        Line(
            text,
            pack.GutCheck is not { } gut
                ? "Ask the sponsor: would you renew today?"
                : $"{Answer(gut.Answer)} on {Day(gut.On)}{(gut.Comment is { } comment ? $": {Plain(comment)}" : "")}. "
                    + $"Ask again today."
        );
        return text.ToString();
    }

    private static void Performance(StringBuilder text, PackPerformance? performance)
    {
        Line(text, "## Against the plan");
        if (performance is null)
        {
            Line(text, "There is no plan yet.");
            return;
        }
        var reached = performance.Progress is { } share
            ? $"{Percent(share)} of the agreed value has come"
            : "Nothing was measured yet";
        Line(
            text,
            $"{reached}; {performance.OpenMilestones} milestones open, {performance.OverdueMilestones} overdue."
        );
        text.Append("| Objective | Start | Now | Target | Reached |\n| --- | ---: | ---: | ---: | ---: |\n");
        foreach (var o in performance.Objectives)
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Plain(o.Text)} | {Figure(o.Baseline, o.Unit)} | {Figure(o.Current, o.Unit)} | "
                    + $"{Figure(o.Target, o.Unit)} | {(o.Delivered is { } d ? Percent(d) : "not measured")} |\n"
            );
        text.Append('\n');
    }

    private static void Benchmark(StringBuilder text, ReviewPack pack)
    {
        Line(text, "## Beside customers like you");
        if (pack.Benchmark.All(b => b.Typical is null))
        {
            Line(text, $"Too few customers for a comparison: it needs at least {PeerFigures.FewestAccounts}.");
            return;
        }
        text.Append("| | You | Typical | Top quarter |\n| --- | ---: | ---: | ---: |\n");
        foreach (var line in pack.Benchmark.Where(b => b.Typical is not null))
        {
            var best = line.HigherIsBetter ? line.TopQuarter : line.BottomQuarter;
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {line.Label} | {Figure(line.Own, null)} | about {line.Typical:0} | {About(best)} |\n"
            );
        }
        text.Append('\n');
    }

    private static string Answer(string gutCheck) =>
        gutCheck switch
        {
            "renew" => "Would renew",
            "unsure" => "Unsure",
            _ => "Would leave",
        };

    private static string About(decimal? figure) =>
        figure is { } known ? string.Create(CultureInfo.InvariantCulture, $"about {known:0}") : "";

    private static string Unpaid(Money overdue) =>
        overdue.Amount > 0 ? $", {Amount(overdue)} unpaid past its date" : "";

    private static string Ending(ContractDetails contract)
    {
        if (contract.RenewsOn is not { } on)
            return "";
        var how = contract.AutoRenew switch
        {
            true => $", renews by itself on {Day(on)}",
            false => $", ends on {Day(on)} unless it is renewed",
            null => $", renews on {Day(on)}",
        };
        return contract.NoticeDays is not { } days
            ? how
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{how}, notice until {Day(on.AddDays(-days))} ({days} days)"
            );
    }

    private static void Value(StringBuilder text, PackValue value)
    {
        Line(text, "## Outcomes and value");
        if (value.Confirmed.Count > 0)
            Line(text, $"**Confirmed: {string.Join(", ", value.Confirmed.Select(Amount))}**");
        foreach (var claim in value.Claims)
        {
            var worth = claim.Value is { } amount ? $" ({Amount(amount)})" : "";
            var confirmed = claim.ConfirmedBy is { } by ? $"Confirmed by {Plain(by)}." : "Not confirmed yet.";
            text.Append(
                CultureInfo.InvariantCulture,
                $"- **{Plain(claim.Text)}**{worth}: {Plain(claim.Evidence)} {confirmed}\n"
            );
        }
        Line(text, value.Claims.Count == 0 ? "The ledger is empty." : "");
    }

    private static void List(StringBuilder text, string title, IEnumerable<string> items)
    {
        var lines = items.ToList();
        if (lines.Count == 0)
            return;
        Line(text, $"## {title}");
        foreach (var line in lines)
            text.Append(CultureInfo.InvariantCulture, $"- {line}\n");
        text.Append('\n');
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        Line(text, FormattableString.Invariant(line));

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    private static string Title(string type) =>
        type switch
        {
            ReviewTypes.Ebr => "executive business review",
            ReviewTypes.Qbr => "quarterly business review",
            _ => "value review",
        };

    private static string Figure(decimal? number, string? unit) =>
        number is { } n
            ? string.Create(CultureInfo.InvariantCulture, $"{n:#,0.##}{(unit is null ? "" : " " + Plain(unit))}")
            : "–";

    private static string Percent(decimal share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    private static string Amount(Money money) =>
        string.Create(CultureInfo.InvariantCulture, $"{money.Amount:#,0.00} {money.Currency}");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Neither markup nor a table's cell border comes out of what somebody typed.</summary>
    private static string Plain(string typed)
    {
        var plain = new StringBuilder(typed.Length);
        foreach (var c in typed.ReplaceLineEndings(" "))
        {
            if ("\\`*_{}[]<>()#+-!|~".Contains(c, StringComparison.Ordinal))
                plain.Append('\\');
            plain.Append(c);
        }
        return plain.ToString();
    }
}
