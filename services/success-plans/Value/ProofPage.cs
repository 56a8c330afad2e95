using Platform.SuccessPlans.Sharing;

namespace Platform.SuccessPlans.Value;

/// <summary>The proof as one page that stands by itself: it can be saved, sent on and printed on A4 or letter
/// paper.</summary>
internal sealed class ProofPage(Proof proof, TimeZoneInfo zone)
{
    public string Render() =>
        new Html()
            .Add(
                $$"""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex, nofollow">
                <title>{{proof.Account}}: results</title>
                <style>
                @page { size: auto; margin: 14mm; }
                * { box-sizing: border-box; }
                body { font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; color: #16202e; background: #fff; margin: 0 auto; max-width: 52rem; padding: 2rem 1.25rem; overflow-wrap: anywhere; }
                h1 { font-size: clamp(1.5rem, 4.5vw, 2.2rem); line-height: 1.2; margin: .2rem 0 .6rem; }
                h2 { font-size: 1.1rem; margin: 1.8rem 0 .7rem; }
                p { margin: 0 0 .5rem; } ul { margin: 0; padding: 0; list-style: none; }
                .eyebrow { color: #0b5c57; font-weight: 700; } .meta { color: #53606f; font-size: .9rem; }
                .totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: .75rem; margin: 1.2rem 0 0; }
                .totals div { background: #d9ece9; border-radius: 8px; padding: .8rem 1rem; } .totals dt { font-size: .85rem; color: #2c4a47; } .totals dd { margin: 0; font-size: 1.35rem; font-weight: 700; color: #0b5c57; }
                .goal { margin-bottom: 1rem; break-inside: avoid; } .goal p { margin: 0; } .goal svg { display: block; width: 100%; height: .9rem; margin: .3rem 0; border-radius: 4px; }
                .ends { display: flex; justify-content: space-between; gap: 1rem; color: #53606f; font-size: .9rem; } .ends strong { color: #0b5c57; }
                .claim { border-left: 4px solid #0b5c57; padding: .1rem 0 .1rem 1rem; margin-bottom: .9rem; break-inside: avoid; } .claim p { margin: 0; } .claim.open { border-color: #b6bfca; }
                @media print { body { padding: 0; -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
                </style>
                </head>
                <body><main>
                <p class="eyebrow">{{proof.Account}} · results as of {{Wording.Day(proof.AsOf)}}</p>
                <h1>{{proof.Headline ?? "What we set out to reach"}}</h1>
                {{(
                    proof.AgreedOn is { } on
                        ? new Html().Add(
                            $"""<p class="meta">Measured against the plan that both sides agreed on {Wording.Day(on)}.</p>"""
                        )
                        : new Html()
                )}}
                {{Totals()}}
                {{Chart()}}
                {{Claims("Confirmed by the customer", proof.Confirmed, "claim")}}
                {{Claims("Reported, not yet confirmed", proof.Unconfirmed, "claim open")}}
                </main></body>
                </html>
                """
            )
            .ToString();

    private Html Totals()
    {
        var totals = new Html().Add($"""<dl class="totals">""");
        if (proof.ConfirmedValue.Count > 0)
            totals.Add($"<div><dt>Value confirmed</dt><dd>{Wording.Amounts(proof.ConfirmedValue)}</dd></div>");
        if (proof.DeliveredValue.Count > 0)
            totals.Add($"<div><dt>Value measured so far</dt><dd>{Wording.Amounts(proof.DeliveredValue)}</dd></div>");
        if (proof.Delivered is { } delivered)
            totals.Add($"<div><dt>Of what was agreed</dt><dd>{Wording.Percent(delivered)}</dd></div>");
        return totals.Add($"</dl>");
    }

    /// <summary>One bar per goal from its start to its target; the figures stand beside it, so that nothing depends on
    /// seeing it.</summary>
    private Html Chart()
    {
        if (proof.Goals.Count == 0)
            return new Html();
        var chart = new Html().Add($"<h2>Goals</h2><ul>");
        foreach (var goal in proof.Goals)
        {
            var width = Math.Round((goal.Delivered ?? 0) * 100, 2);
            var now = goal.Current is { } current
                ? $"now {Wording.Figure(current)} {goal.Unit}".TrimEnd()
                : "not measured yet";
            chart.Add(
                $"""
                <li class="goal"><p><strong>{goal.Text}</strong>{(
                    goal.Metric is { } metric && metric != goal.Text ? $" ({metric})" : ""
                )}</p>
                <svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{Wording.Percent(
                    goal.Delivered ?? 0
                )} of the way from {Wording.Figure(goal.Baseline)} to {Wording.Figure(
                    goal.Target
                )} {goal.Unit}"><rect width="100" height="6" fill="#dfe4ea"/><rect width="{width}" height="6" fill="#0b5c57"/></svg>
                <p class="ends"><span>start {Wording.Figure(goal.Baseline)}</span><strong>{now}{(
                    goal.Delivered is { } share ? $" · {Wording.Percent(share)}" : ""
                )}</strong><span>target {Wording.Figure(goal.Target)}</span></p></li>
                """
            );
        }

        return chart.Add($"</ul>");
    }

    private Html Claims(string title, IReadOnlyList<ProvenClaim> claims, string kind)
    {
        if (claims.Count == 0)
            return new Html();
        var list = new Html().Add($"<h2>{title}</h2><ul>");
        foreach (var claim in claims)
        {
            list.Add(
                $"""<li class="{kind}"><p><strong>{claim.Text}</strong>{(claim.Value is { } value ? $" ({Wording.Amount(value)})" : "")}</p><p>{claim.Evidence}</p>"""
            );
            if (claim.ConfirmedAt is { } at)
                list.Add($"""<p class="meta">Confirmed by {claim.ConfirmedBy} on {Wording.Day(at, zone)}</p>""");
            list.Add($"</li>");
        }

        return list.Add($"</ul>");
    }
}
