using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Sharing;

/// <summary>The page that a customer sees. It reads without a script and prints; a script only keeps it up to
/// date.</summary>
internal sealed class SharedPage(SharedView plan, string path, OrganisationCalendar day, string? notice)
{
    private readonly DateOnly _today = day.Today;

    public string Render()
    {
        var steps = new SharedSteps(plan, path);
        return new Html()
            .Add(
                $"""
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
                {steps.Mine()}
                {SharedGoals.Render(plan.Goals)}
                {SharedGoals.Meaning(plan)}
                {steps.OnTheWay()}
                {Value()}
                {Responsibilities()}
                {Meetings()}
                {Comments()}
                </main>
                <footer class="page"><p>This link is yours alone and works until {Wording.Day(
                    plan.LinkExpiresAt,
                    day.Current.Zone
                )}. Please do not pass it on.</p></footer>
                </body>
                </html>
                """
            )
            .ToString();
    }

    private Html Header() =>
        new Html().Add(
            $"""
            <header class="page"><div>
            <p class="eyebrow">Success plan</p>
            <h1>{plan.Account}</h1>
            <p class="state">{(
                plan.AgreedOn is { } on ? $"Agreed on {Wording.Day(on)}" : "Draft, to be agreed by both of us"
            )}</p>
            </div><p class="live" id="live" role="status" hidden></p></header>
            """
        );

    private Html Notice() =>
        notice is null ? new Html() : new Html().Add($"""<p class="notice" role="status">{notice}</p>""");

    private Html Glance()
    {
        var next = plan
            .Steps.Where(s => s is { Kind: "milestone", DoneOn: null })
            .OrderBy(s => s.DueOn)
            .FirstOrDefault();
        var (done, all) = (
            plan.Steps.Count(s => s is { Kind: "milestone", DoneOn: not null }),
            plan.Steps.Count(s => s.Kind == "milestone")
        );
        var glance = new Html().Add(
            $"""
            <section aria-labelledby="glance-h"><h2 id="glance-h" class="quiet">Where we stand</h2>
            {Paragraphs(plan.Summary)}
            <dl class="glance">
            <div class="ring"><dt>Value delivered</dt><dd>{Ring(plan.Progress)}</dd></div>
            <div><dt>Milestones</dt><dd><strong>{done} of {all}</strong> reached</dd></div>
            """
        );
        if (next is not null)
            glance.Add(
                $"""<div><dt>Next milestone</dt><dd><strong>{next.Name}</strong> {(next.Status == "overdue" ? "was due" : "due")} {Wording.ShortDay(next.DueOn)}</dd></div>"""
            );
        if (plan.Confirmed.Count > 0)
            glance.Add(
                $"""<div><dt>Value you confirmed</dt><dd><strong>{Wording.Amounts(plan.Confirmed)}</strong></dd></div>"""
            );
        else if (plan.ExpectedEnd is { } end)
            glance.Add(
                $"""<div><dt>Expected to be complete</dt><dd><strong>{Wording.ShortDay(end)}</strong></dd></div>"""
            );
        return glance.Add($"</dl></section>");
    }

    /// <summary>A ring that is filled to the share; the figure stands in it as text.</summary>
    private static Html Ring(decimal? progress)
    {
        const decimal around = 163.36m; // 2π × 26
        var filled = Math.Round((progress ?? 0) * around, 2);
        return new Html().Add(
            $"""
            <svg viewBox="0 0 64 64" width="64" height="64" aria-hidden="true" focusable="false"><circle class="track" cx="32" cy="32" r="26"/><circle class="fill" cx="32" cy="32" r="26" stroke-dasharray="{filled} {around}" transform="rotate(-90 32 32)"/></svg>
            <strong>{(progress is { } share ? Wording.Percent(share) : "Not measured yet")}</strong>
            """
        );
    }

    private Html Value()
    {
        var section = new Html().Add(
            $"""<section id="value" aria-labelledby="value-h"><h2 id="value-h">What came of it</h2>"""
        );
        if (plan.Claims.Count == 0)
            section.Add(
                $"""<p class="empty">Results will stand here as soon as there are some, for you to confirm.</p>"""
            );
        else
            section.Add($"""<ul class="cards">""");
        foreach (var claim in plan.Claims)
        {
            section.Add(
                $"""<li class="card claim"><h3>{claim.Text}</h3>{(claim.Value is { } worth ? new Html().Add($"""<p class="worth">{Wording.Amount(worth)}</p>""") : new Html())}<p>{claim.Evidence}</p>"""
            );
            if (claim.ConfirmedAt is { } at)
                section.Add(
                    $"""<p class="meta"><span class="badge done">✓ Confirmed</span> by {claim.ConfirmedBy} on {Wording.Day(at, day.Current.Zone)}</p>"""
                );
            else
                section.Add(
                    $"""<form method="post" action="{path}/claims/{claim.Id}/confirmation">{Name($"claim-{claim.Id}")}<button type="submit">Yes, I confirm this<span class="quiet">: {claim.Text}</span></button></form>"""
                );
            section.Add($"</li>");
        }

        if (plan.Claims.Count > 0)
            section.Add($"</ul>");
        return section.Add(
            $"""<p><a class="more" href="{path}/proof">Results on one page, to print or pass on</a></p></section>"""
        );
    }

    private Html Responsibilities()
    {
        if (plan.Responsibilities.Count == 0)
            return new Html();
        var section = new Html().Add(
            $"""<section aria-labelledby="roles-h"><h2 id="roles-h">Who does what</h2><div class="sides">"""
        );
        foreach (var (side, title) in new[] { ("customer", "You"), ("ours", "We") })
        {
            var roles = plan.Responsibilities.Where(r => r.Side == side).ToList();
            if (roles.Count == 0)
                continue;
            section.Add($"<div><h3>{title}</h3><dl>");
            foreach (var role in roles)
                section.Add(
                    $"""<div><dt>{role.Role}{(role.Person is { } person ? $", {person}" : "")}</dt><dd>{role.Text}</dd></div>"""
                );
            section.Add($"</dl></div>");
        }

        return section.Add($"</div></section>");
    }

    private Html Meetings()
    {
        var coming = plan.Meetings.Where(m => m.NextOn >= _today).OrderBy(m => m.NextOn).ToList();
        if (coming.Count == 0)
            return new Html();
        var section = new Html().Add(
            $"""<section aria-labelledby="meet-h"><h2 id="meet-h">Meetings</h2><ul class="meetings">"""
        );
        foreach (var meeting in coming)
            section.Add(
                $"""<li><p class="when">{Wording.Day(meeting.NextOn!.Value)}</p><p><strong>{meeting.Title}</strong>{(meeting.Rhythm == "once" ? "" : $", {Rhythm(meeting.Rhythm)}")}</p>{(meeting.Purpose is { } purpose ? new Html().Add($"""<p class="meta">{purpose}</p>""") : new Html())}</li>"""
            );
        return section.Add($"</ul></section>");
    }

    private static string Rhythm(string rhythm) =>
        rhythm switch
        {
            "biweekly" => "every two weeks",
            "weekly" => "every week",
            "monthly" => "every month",
            _ => "every quarter",
        };

    private Html Comments()
    {
        var section = new Html().Add(
            $"""<section id="comments" aria-labelledby="comments-h"><h2 id="comments-h">Comments</h2>"""
        );
        if (plan.Comments.Count > 0)
        {
            section.Add($"""<ol class="comments">""");
            foreach (var comment in plan.Comments)
                section.Add(
                    $"""<li class="{comment.Side}"><p class="meta"><strong>{comment.Author}</strong>{(comment.Side == "ours" ? " (us)" : "")}, {Wording.Day(comment.At, day.Current.Zone)}</p>{Paragraphs(comment.Text)}</li>"""
                );
            section.Add($"</ol>");
        }

        return section.Add(
            $"""
            <form method="post" action="{path}/comments" class="comment">
            <input type="hidden" name="id" value="{Guid.CreateVersion7()}">
            {Name("comment")}
            <label for="comment-text">Write to us</label>
            <textarea id="comment-text" name="text" rows="4" maxlength="4000" required></textarea>
            <button type="submit">Send comment</button>
            </form></section>
            """
        );
    }

    /// <summary>Only where the link does not say who reads.</summary>
    private Html Name(string id) =>
        plan.Reader is not null
            ? new Html()
            : new Html().Add(
                $"""<label for="name-{id}">Your name</label><input id="name-{id}" name="name" maxlength="200" required autocomplete="name">"""
            );

    private static Html Paragraphs(string? text)
    {
        var paragraphs = new Html();
        foreach (
            var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        )
            paragraphs.Add($"<p>{line}</p>");
        return paragraphs;
    }
}
