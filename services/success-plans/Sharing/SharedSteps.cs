namespace Platform.SuccessPlans.Sharing;

/// <summary>The steps of a shared plan: what waits for the reader, and the way there.</summary>
internal sealed class SharedSteps(SharedView plan, string path)
{
    /// <summary>What the reader can do now, with a button for each.</summary>
    public Html Mine()
    {
        var mine = plan.Steps.Where(s => s is { Side: "customer", DoneOn: null }).OrderBy(s => s.DueOn).ToList();
        var section = new Html().Add(
            $"""<section id="tasks" aria-labelledby="tasks-h"><h2 id="tasks-h">Your next steps</h2>"""
        );
        if (mine.Count == 0)
            return section.Add($"""<p class="empty">Nothing is waiting for you. Thank you!</p></section>""");
        section.Add($"""<ul class="cards tasks">""");
        foreach (var step in mine)
            section.Add(MyStep(step));
        return section.Add($"</ul></section>");
    }

    private Html MyStep(SharedStep step)
    {
        var item = new Html().Add(
            $"""
            <li class="card" id="step-{step.Id}"><h3>{step.Name}</h3>
            <p class="meta">{Badge(step.Status)} Due {Wording.Day(step.DueOn)}{(
                step.Owner is { } owner ? $" · {owner}" : ""
            )}</p>
            """
        );
        if (step.WaitsFor.Count > 0)
            return item.Add($"""<p class="meta">Waits for {string.Join(", ", step.WaitsFor)}.</p></li>""");
        return item.Add(
            $"""
            <form method="post" action="{path}/steps/{step.Id}/completion">
            <label for="note-{step.Id}">Note <span class="optional">(optional)</span></label>
            <input id="note-{step.Id}" name="evidence" maxlength="1000" autocomplete="off">
            <button type="submit">Mark as done<span class="quiet">: {step.Name}</span></button>
            </form></li>
            """
        );
    }

    /// <summary>Everything that is done or to be done, milestone by milestone.</summary>
    public Html OnTheWay()
    {
        if (plan.Steps.Count == 0)
            return new Html();
        var section = new Html().Add(
            $"""<section aria-labelledby="way-h"><h2 id="way-h">The way there</h2><ol class="way">"""
        );
        var shown = plan.Steps.Select(s => s.Id).ToHashSet();
        foreach (
            var step in plan
                .Steps.Where(s =>
                    s.Kind == "milestone" || s.MilestoneId is null || !shown.Contains(s.MilestoneId.Value)
                )
                .OrderBy(s => s.DoneOn ?? s.DueOn)
        )
        {
            section.Add($"""<li class="{step.Status}">{Line(step)}""");
            var tasks = plan.Steps.Where(t => t.MilestoneId == step.Id).OrderBy(t => t.DueOn).ToList();
            if (tasks.Count > 0)
            {
                section.Add($"<ul>");
                foreach (var task in tasks)
                    section.Add($"""<li class="{task.Status}">{Line(task)}</li>""");
                section.Add($"</ul>");
            }

            section.Add($"</li>");
        }

        return section.Add($"</ol></section>");
    }

    private static Html Line(SharedStep step)
    {
        var when = step.DoneOn is { } done ? $"Done {Wording.ShortDay(done)}" : $"Due {Wording.ShortDay(step.DueOn)}";
        var who =
            step.Side == "customer" ? step.Owner ?? "You"
            : step.Owner is { } ours ? $"{ours} (us)"
            : "Us";
        return new Html().Add(
            $"""<p><strong>{step.Name}</strong> {Badge(step.Status)}</p><p class="meta">{when} · {who}{(step.WaitsFor.Count > 0 ? $" · waits for {string.Join(", ", step.WaitsFor)}" : "")}</p>"""
        );
    }

    private static Html Badge(string status) =>
        new Html().Add(
            $"""<span class="badge {status}">{status switch { "done" => "✓ Done", "overdue" => "! Overdue", "blocked" => "Waiting", _ => "Open" }}</span>"""
        );
}
