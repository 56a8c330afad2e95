using System.Globalization;
using System.Text;
using Platform.SuccessPlans.Pages;

namespace Platform.SuccessPlans.Value;

/// <summary>The proof as Markdown, for slides, mails and wikis. What people typed is escaped: it stays text.</summary>
internal static class ProofMarkdown
{
    private const int BarLength = 20;

    public static string Render(Proof proof, TimeZoneInfo zone)
    {
        var text = new StringBuilder();
        Line(text, $"# {Plain(proof.Headline ?? "What we set out to reach")}");
        Line(
            text,
            $"{Plain(proof.Account)}, results as of {Wording.Day(proof.AsOf)}"
                + (proof.AgreedOn is { } on ? $", against the plan agreed on {Wording.Day(on)}." : ".")
        );
        if (proof.ConfirmedValue.Count > 0)
            Line(text, $"**Value confirmed: {Wording.Amounts(proof.ConfirmedValue)}**");
        if (proof.DeliveredValue.Count > 0)
            Line(text, $"Value measured so far: {Wording.Amounts(proof.DeliveredValue)}");
        if (proof.Goals.Count > 0)
        {
            text.Append("| Goal | Start | Now | Target | Reached | |\n| --- | ---: | ---: | ---: | ---: | --- |\n");
            foreach (var goal in proof.Goals)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {Plain(goal.Text)} | {Figure(goal.Baseline, goal.Unit)} | "
                        + $"{Figure(goal.Current, goal.Unit)} | {Figure(goal.Target, goal.Unit)} | "
                        + $"{(goal.Delivered is { } share ? Wording.Percent(share) : "not measured")} | "
                        + $"{Bar(goal.Delivered ?? 0)} |\n"
                );
            text.Append('\n');
        }

        Claims(text, "Confirmed", proof.Confirmed, zone);
        Claims(text, "Reported, not yet confirmed", proof.Unconfirmed, zone);
        return text.ToString();
    }

    private static void Claims(StringBuilder text, string title, IReadOnlyList<ProvenClaim> claims, TimeZoneInfo zone)
    {
        if (claims.Count == 0)
            return;
        Line(text, $"## {title}");
        foreach (var claim in claims)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"- **{Plain(claim.Text)}**{(claim.Value is { } value ? $" ({Wording.Amount(value)})" : "")}: "
                    + $"{Plain(claim.Evidence)}"
            );
            text.Append(
                claim.ConfirmedAt is { } at
                    ? $" Confirmed by {Plain(claim.ConfirmedBy ?? "")} on {Wording.Day(at, zone)}.\n"
                    : "\n"
            );
        }

        text.Append('\n');
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    private static string Figure(decimal? figure, string? unit) =>
        figure is { } known ? $"{Wording.Figure(known)} {Plain(unit ?? "")}".TrimEnd() : "–";

    private static string Bar(decimal share)
    {
        var filled = (int)Math.Round(share * BarLength, MidpointRounding.AwayFromZero);
        return new string('█', filled) + new string('░', BarLength - filled);
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            if (@"\`*_{}[]<>()#+!|~".Contains(c, StringComparison.Ordinal))
                plain.Append('\\');
            plain.Append(c);
        }

        return plain.ToString();
    }
}
