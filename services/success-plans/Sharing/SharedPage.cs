using Platform.SuccessPlans.Organisation;

namespace Platform.SuccessPlans.Sharing;

/// <summary>The page that a customer sees. It reads without a script and prints; a script only keeps it up to date.</summary>
internal sealed class SharedPage(SharedView plan, string path, BusinessDay day, string? notice)
{
    private readonly DateOnly _today = day.Today;

    public string Render()
    {
        var page = new Html();
        page.Add($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex, nofollow">
            <title>{plan.Account}: success plan</title>
            <link rel="stylesheet" href="{path}/page.css">
            <script src="{path}/page.js" defer></script>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the plan</a>
            {Header()}
            <main id="main" tabindex="-1">
            {Notice()}
            {Glance()}
            {Mine()}
            {Goals()}
            {Meaning()}
            {Milestones()}
            {Value()}
            {Responsibilities()}
            {Meetings()}
            {Comments()}
            </main>
            <footer class="page"><p>This link is yours alone and works until {Wording.Day(plan.LinkExpiresAt, day.Calendar.Zone)}. Please do not pass it on.</p></footer>
            </body>
            </html>
            """);
        return page.ToString();
    }

    private Html Header() => new Html().Add($"""
        <header class="page"><div>
        <p class="eyebrow">Success plan</p>
        <h1>{plan.Account}</h1>
        <p class="state">{(plan.AgreedOn is { } on ? $"Agreed on {Wording.Day(on)}" : "Draft, to be agreed by both of us")}</p>
        </div><p class="live" id="live" role="status" hidden></p></header>
        """);

    private Html Notice() => notice is null ? new Html() : new Html().Add($"""<p class="notice" role="status">{notice}</p>""");

    private Html Glance()
    {
        var next = plan.Steps.Where(s => s is { Kind: "milestone", DoneOn: null }).OrderBy(s => s.DueOn).FirstOrDefault();
        var (done, all) = (plan.Steps.Count(s => s is { Kind: "milestone", DoneOn: not null }), plan.Steps.Count(s => s.Kind == "milestone"));
        var glance = new Html().Add($"""
            <section aria-labelledby="glance-h"><h2 id="glance-h" class="quiet">Where we stand</h2>
            {Paragraphs(plan.Summary)}
            <dl class="glance">
            <div class="ring"><dt>Value delivered</dt><dd>{Ring(plan.Progress)}</dd></div>
            <div><dt>Milestones</dt><dd><strong>{done} of {all}</strong> reached</dd></div>
            """);
        if (next is not null) glance.Add($"""<div><dt>Next milestone</dt><dd><strong>{next.Name}</strong> {(next.Status == "overdue" ? "was due" : "due")} {Wording.ShortDay(next.DueOn)}</dd></div>""");
        if (plan.Confirmed.Count > 0) glance.Add($"""<div><dt>Value you confirmed</dt><dd><strong>{Wording.Amounts(plan.Confirmed)}</strong></dd></div>""");
        else if (plan.ExpectedEnd is { } end) glance.Add($"""<div><dt>Expected to be complete</dt><dd><strong>{Wording.ShortDay(end)}</strong></dd></div>""");
        return glance.Add($"</dl></section>");
    }

    /// <summary>A ring that is filled to the share; the figure stands in it as text.</summary>
    private static Html Ring(decimal? progress)
    {
        const decimal around = 163.36m; // 2π × 26
        var filled = Math.Round((progress ?? 0) * around, 2);
        return new Html().Add($"""
            <svg viewBox="0 0 64 64" width="64" height="64" aria-hidden="true" focusable="false"><circle class="track" cx="32" cy="32" r="26"/><circle class="fill" cx="32" cy="32" r="26" stroke-dasharray="{filled} {around}" transform="rotate(-90 32 32)"/></svg>
            <strong>{(progress is { } share ? Wording.Percent(share) : "Not measured yet")}</strong>
            """);
    }

    private Html Mine()
    {
        var mine = plan.Steps.Where(s => s is { Side: "customer", DoneOn: null }).OrderBy(s => s.DueOn).ToList();
        var section = new Html().Add($"""<section id="tasks" aria-labelledby="tasks-h"><h2 id="tasks-h">Your next steps</h2>""");
        if (mine.Count == 0) return section.Add($"""<p class="empty">Nothing is waiting for you. Thank you!</p></section>""");
        section.Add($"""<ul class="cards tasks">""");
        foreach (var step in mine) section.Add(MyStep(step));
        return section.Add($"</ul></section>");
    }

    private Html MyStep(SharedStep step)
    {
        var item = new Html().Add($"""
            <li class="card" id="step-{step.Id}"><h3>{step.Name}</h3>
            <p class="meta">{Badge(step.Status)} Due {Wording.Day(step.DueOn)}{(step.Owner is { } owner ? $" · {owner}" : "")}</p>
            """);
        if (step.WaitsFor.Count > 0) return item.Add($"""<p class="meta">Waits for {string.Join(", ", step.WaitsFor)}.</p></li>""");
        return item.Add($"""
            <form method="post" action="{path}/steps/{step.Id}/completion">
            <label for="note-{step.Id}">Note <span class="optional">(optional)</span></label>
            <input id="note-{step.Id}" name="evidence" maxlength="1000" autocomplete="off">
            <button type="submit">Mark as done<span class="quiet">: {step.Name}</span></button>
            </form></li>
            """);
    }

    private Html Goals()
    {
        if (plan.Goals.Count == 0) return new Html();
        var section = new Html().Add($"""<section aria-labelledby="goals-h"><h2 id="goals-h">Your goals</h2><ul class="cards">""");
        foreach (var goal in plan.Goals)
        {
            section.Add($"""<li class="card goal"><h3>{goal.Text ?? goal.Metric ?? "A goal to be described"}</h3>""");
            if (goal.Metric is not null) section.Add($"""<p class="metric">{goal.Metric}{(goal.CurrentOn is { } on ? $", measured {Wording.ShortDay(on)}" : "")}</p>""");
            section.Add(Bar(goal));
            section.Add($"""
                <dl class="figures">
                <div><dt>Start</dt><dd>{Figure(goal.Baseline, goal.Unit)}</dd></div>
                <div class="now"><dt>Now</dt><dd>{Figure(goal.Current, goal.Unit)}</dd></div>
                <div><dt>Target</dt><dd>{Figure(goal.Target, goal.Unit)}</dd></div>
                </dl>
                """);
            string?[] facts = [goal.DueOn is { } due ? $"By {Wording.Day(due)}" : null, goal.Owner, goal.Value is { } value ? $"worth {Wording.Amount(value)} so far" : null];
            section.Add($"""<p class="meta">{string.Join(" · ", facts.OfType<string>())}</p></li>""");
        }

        return section.Add($"</ul></section>");
    }

    private static Html Bar(SharedGoal goal)
    {
        if (goal.Delivered is not { } delivered) return new Html().Add($"""<p class="meta">Not measured yet.</p>""");
        var width = Math.Round(delivered * 100, 2);
        return new Html().Add($"""
            <p class="bar"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" height="6"/><rect class="fill" width="{width}" height="6"/></svg>
            <span>{Wording.Percent(delivered)} <span class="quiet">of the way to the target</span></span></p>
            """);
    }

    private static string Figure(decimal? figure, string? unit) => figure is { } known ? $"{Wording.Figure(known)} {unit}".TrimEnd() : "–";

    private Html Meaning()
    {
        (string When, string? What)[] all = [("In 3 months", plan.Success3Months), ("In 6 months", plan.Success6Months), ("In 12 months", plan.Success12Months)];
        var defined = all.Where(d => !string.IsNullOrWhiteSpace(d.What)).ToList();
        if (defined.Count == 0) return new Html();
        var section = new Html().Add($"""<section aria-labelledby="success-h"><h2 id="success-h">What success means</h2><dl class="stages">""");
        foreach (var (when, what) in defined) section.Add($"<div><dt>{when}</dt><dd>{what}</dd></div>");
        return section.Add($"</dl></section>");
    }

    private Html Milestones()
    {
        if (plan.Steps.Count == 0) return new Html();
        var section = new Html().Add($"""<section aria-labelledby="way-h"><h2 id="way-h">The way there</h2><ol class="way">""");
        var shown = plan.Steps.Select(s => s.Id).ToHashSet();
        foreach (var step in plan.Steps.Where(s => s.Kind == "milestone" || s.MilestoneId is null || !shown.Contains(s.MilestoneId.Value)).OrderBy(s => s.DoneOn ?? s.DueOn))
        {
            section.Add($"""<li class="{step.Status}">{OnTheWay(step)}""");
            var tasks = plan.Steps.Where(t => t.MilestoneId == step.Id).OrderBy(t => t.DueOn).ToList();
            if (tasks.Count > 0)
            {
                section.Add($"<ul>");
                foreach (var task in tasks) section.Add($"""<li class="{task.Status}">{OnTheWay(task)}</li>""");
                section.Add($"</ul>");
            }

            section.Add($"</li>");
        }

        return section.Add($"</ol></section>");
    }

    private static Html OnTheWay(SharedStep step)
    {
        var when = step.DoneOn is { } done ? $"Done {Wording.ShortDay(done)}" : $"Due {Wording.ShortDay(step.DueOn)}";
        var who = step.Side == "customer" ? step.Owner ?? "You" : step.Owner is { } ours ? $"{ours} (us)" : "Us";
        return new Html().Add($"""<p><strong>{step.Name}</strong> {Badge(step.Status)}</p><p class="meta">{when} · {who}{(step.WaitsFor.Count > 0 ? $" · waits for {string.Join(", ", step.WaitsFor)}" : "")}</p>""");
    }

    private static Html Badge(string status) => new Html().Add($"""<span class="badge {status}">{status switch { "done" => "✓ Done", "overdue" => "! Overdue", "blocked" => "Waiting", _ => "Open" }}</span>""");

    private Html Value()
    {
        var section = new Html().Add($"""<section id="value" aria-labelledby="value-h"><h2 id="value-h">What came of it</h2>""");
        if (plan.Claims.Count == 0) section.Add($"""<p class="empty">Results will stand here as soon as there are some, for you to confirm.</p>""");
        else section.Add($"""<ul class="cards">""");
        foreach (var claim in plan.Claims)
        {
            section.Add($"""<li class="card claim"><h3>{claim.Text}</h3>{(claim.Value is { } worth ? new Html().Add($"""<p class="worth">{Wording.Amount(worth)}</p>""") : new Html())}<p>{claim.Evidence}</p>""");
            if (claim.ConfirmedAt is { } at) section.Add($"""<p class="meta"><span class="badge done">✓ Confirmed</span> by {claim.ConfirmedBy} on {Wording.Day(at, day.Calendar.Zone)}</p>""");
            else section.Add($"""<form method="post" action="{path}/claims/{claim.Id}/confirmation">{Name($"claim-{claim.Id}")}<button type="submit">Yes, I confirm this<span class="quiet">: {claim.Text}</span></button></form>""");
            section.Add($"</li>");
        }

        if (plan.Claims.Count > 0) section.Add($"</ul>");
        return section.Add($"""<p><a class="more" href="{path}/proof">Results on one page, to print or pass on</a></p></section>""");
    }

    private Html Responsibilities()
    {
        if (plan.Responsibilities.Count == 0) return new Html();
        var section = new Html().Add($"""<section aria-labelledby="roles-h"><h2 id="roles-h">Who does what</h2><div class="sides">""");
        foreach (var (side, title) in new[] { ("customer", "You"), ("ours", "We") })
        {
            var roles = plan.Responsibilities.Where(r => r.Side == side).ToList();
            if (roles.Count == 0) continue;
            section.Add($"<div><h3>{title}</h3><dl>");
            foreach (var role in roles) section.Add($"""<div><dt>{role.Role}{(role.Person is { } person ? $", {person}" : "")}</dt><dd>{role.Text}</dd></div>""");
            section.Add($"</dl></div>");
        }

        return section.Add($"</div></section>");
    }

    private Html Meetings()
    {
        var coming = plan.Meetings.Where(m => m.NextOn >= _today).OrderBy(m => m.NextOn).ToList();
        if (coming.Count == 0) return new Html();
        var section = new Html().Add($"""<section aria-labelledby="meet-h"><h2 id="meet-h">Meetings</h2><ul class="meetings">""");
        foreach (var meeting in coming) section.Add($"""<li><p class="when">{Wording.Day(meeting.NextOn!.Value)}</p><p><strong>{meeting.Title}</strong>{(meeting.Rhythm == "once" ? "" : $", {Rhythm(meeting.Rhythm)}")}</p>{(meeting.Purpose is { } purpose ? new Html().Add($"""<p class="meta">{purpose}</p>""") : new Html())}</li>""");
        return section.Add($"</ul></section>");
    }

    private static string Rhythm(string rhythm) => rhythm switch { "biweekly" => "every two weeks", "weekly" => "every week", "monthly" => "every month", _ => "every quarter" };

    private Html Comments()
    {
        var section = new Html().Add($"""<section id="comments" aria-labelledby="comments-h"><h2 id="comments-h">Comments</h2>""");
        if (plan.Comments.Count > 0)
        {
            section.Add($"""<ol class="comments">""");
            foreach (var comment in plan.Comments) section.Add($"""<li class="{comment.Side}"><p class="meta"><strong>{comment.Author}</strong>{(comment.Side == "ours" ? " (us)" : "")}, {Wording.Day(comment.At, day.Calendar.Zone)}</p>{Paragraphs(comment.Text)}</li>""");
            section.Add($"</ol>");
        }

        return section.Add($"""
            <form method="post" action="{path}/comments" class="comment">
            <input type="hidden" name="id" value="{Guid.CreateVersion7()}">
            {Name("comment")}
            <label for="comment-text">Write to us</label>
            <textarea id="comment-text" name="text" rows="4" maxlength="4000" required></textarea>
            <button type="submit">Send comment</button>
            </form></section>
            """);
    }

    /// <summary>Only where the link does not say who reads.</summary>
    private Html Name(string id) => plan.Reader is not null ? new Html() : new Html().Add($"""<label for="name-{id}">Your name</label><input id="name-{id}" name="name" maxlength="200" required autocomplete="name">""");

    private static Html Paragraphs(string? text)
    {
        var paragraphs = new Html();
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) paragraphs.Add($"<p>{line}</p>");
        return paragraphs;
    }
}
