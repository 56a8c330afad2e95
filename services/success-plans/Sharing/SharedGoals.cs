namespace Platform.SuccessPlans.Sharing;

/// <summary>What a shared plan is for: the goals with how far they are, and what success means.</summary>
internal static class SharedGoals
{
    public static Html Render(IReadOnlyList<SharedGoal> goals)
    {
        if (goals.Count == 0)
            return new Html();
        var section = new Html().Add(
            $"""<section aria-labelledby="goals-h"><h2 id="goals-h">Your goals</h2><ul class="cards">"""
        );
        foreach (var goal in goals)
        {
            section.Add($"""<li class="card goal"><h3>{goal.Text ?? goal.Metric ?? "A goal to be described"}</h3>""");
            if (goal.Metric is not null)
                section.Add(
                    $"""<p class="metric">{goal.Metric}{(goal.CurrentOn is { } on ? $", measured {Wording.ShortDay(on)}" : "")}</p>"""
                );
            section.Add(Bar(goal));
            section.Add(
                $"""
                <dl class="figures">
                <div><dt>Start</dt><dd>{Figure(goal.Baseline, goal.Unit)}</dd></div>
                <div class="now"><dt>Now</dt><dd>{Figure(goal.Current, goal.Unit)}</dd></div>
                <div><dt>Target</dt><dd>{Figure(goal.Target, goal.Unit)}</dd></div>
                </dl>
                """
            );
            string?[] facts =
            [
                goal.DueOn is { } due ? $"By {Wording.Day(due)}" : null,
                goal.Owner,
                goal.Value is { } value ? $"worth {Wording.Amount(value)} so far" : null,
            ];
            section.Add($"""<p class="meta">{string.Join(" · ", facts.OfType<string>())}</p></li>""");
        }

        return section.Add($"</ul></section>");
    }

    /// <summary>What success means after 3, 6 and 12 months, where it was said.</summary>
    public static Html Meaning(SharedView plan)
    {
        (string When, string? What)[] all =
        [
            ("In 3 months", plan.Success3Months),
            ("In 6 months", plan.Success6Months),
            ("In 12 months", plan.Success12Months),
        ];
        var defined = all.Where(d => !string.IsNullOrWhiteSpace(d.What)).ToList();
        if (defined.Count == 0)
            return new Html();
        var section = new Html().Add(
            $"""<section aria-labelledby="success-h"><h2 id="success-h">What success means</h2><dl class="stages">"""
        );
        foreach (var (when, what) in defined)
            section.Add($"<div><dt>{when}</dt><dd>{what}</dd></div>");
        return section.Add($"</dl></section>");
    }

    private static Html Bar(SharedGoal goal)
    {
        if (goal.Delivered is not { } delivered)
            return new Html().Add($"""<p class="meta">Not measured yet.</p>""");
        var width = Math.Round(delivered * 100, 2);
        return new Html().Add(
            $"""
            <p class="bar"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" height="6"/><rect class="fill" width="{width}" height="6"/></svg>
            <span>{Wording.Percent(delivered)} <span class="quiet">of the way to the target</span></span></p>
            """
        );
    }

    private static string Figure(decimal? figure, string? unit) =>
        figure is { } known ? $"{Wording.Figure(known)} {unit}".TrimEnd() : "–";
}
