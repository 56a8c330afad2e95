using System.Text.Json;

namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// Business reviews of the accounts with plans: held with and without the sponsor, in the calendar, called off; with
/// packs, and materials that were sent afterwards.
/// </summary>
internal sealed class ReviewPart(Scene scene, PlanPart plans) : SamplePart("Reviews", scene)
{
    private enum Course
    {
        HeldWithSponsor,
        HeldWithout,
        InTheCalendar,
        CalledOff,
    }

    private static readonly Course[] Courses =
    [
        Course.HeldWithSponsor,
        Course.InTheCalendar,
        Course.HeldWithSponsor,
        Course.HeldWithout,
        Course.HeldWithSponsor,
        Course.InTheCalendar,
        Course.HeldWithSponsor,
        Course.CalledOff,
    ];

    private static readonly (string GutCheck, string Comment, string Summary)[] Outcomes =
    [
        (
            "renew",
            "If it were up to me we would sign today.",
            "Two of three targets reached ahead of time. Sponsor asks for the same in the "
                + "second region; wants a price for 40 more seats by the middle of the month."
        ),
        (
            "renew",
            "Good, as long as the import keeps running.",
            "Month end is three days faster. Open: imports from the ERP, date agreed with "
                + "both teams. Next three tactics chosen."
        ),
        (
            "unsure",
            "I need to see the figures once more before I answer.",
            "Adoption is behind plan in one of four teams. Agreed on two trainings and "
                + "on naming a key user. Sponsor wants the return on one page."
        ),
        (
            "leave",
            "Honestly, I am asked each month why we pay for this.",
            "Hard talk. Value is there, but nobody above the team sees it. ROI model "
                + "until Friday, sponsor brings the controller to the next meeting."
        ),
        (
            "renew",
            "Convince finance and you have me.",
            "Approvals within a day went from 48 to 74 per cent. Finance joins the steering group."
        ),
    ];

    private static readonly object[] Roadmap =
    [
        new { what = "Approvals on the phone", when = "Q1" },
        new { what = "Imports that keep their mapping when columns move", when = "Q2" },
        new { what = "Forecasts by project group", when = "this year" },
    ];

    protected override Task TellStoriesAsync(CancellationToken ct)
    {
        var others = Scene
            .Customers.Where(account => account.Size == "mid_market" && !plans.Planned.Contains(account))
            .Skip(6)
            .Take(8);
        return Task.WhenAll(
            EachAsync(
                plans.Planned.Select((account, place) => (account, place)),
                it => $"review-{it.account.Key}",
                TellAsync
            ),
            EachAsync(
                others,
                account => $"review-{account.Key}",
                (account, story) => ScheduleAsync(account, "qbr", story, withPack: false, ct)
            )
        );

        Task TellAsync((SampleAccount Account, int Place) it, Story story)
        {
            var type =
                it.Account.Size != "enterprise" ? "qbr"
                : it.Place % 5 == 4 ? "value_review"
                : "ebr";
            return Courses[it.Place % Courses.Length] switch
            {
                Course.InTheCalendar => ScheduleAsync(it.Account, type, story, withPack: true, ct),
                Course.CalledOff => CallOffAsync(it.Account, type, story, ct),
                var course => HoldAsync(it.Account, it.Place, type, course, story, ct),
            };
        }
    }

    private async Task HoldAsync(
        SampleAccount account,
        int place,
        string type,
        Course course,
        Story story,
        CancellationToken ct
    )
    {
        var (gutCheck, comment, summary) = Outcomes[place % Outcomes.Length];
        var known = (await Scene.GetAsync($"v1/reviews?accountId={account.Id}&type={type}", ct)).Items();
        Count("held");
        if (known.Any(review => review.TextOrNull("summary") == summary))
            return;
        var id = await OpenAsync(account, type, 10, known, story, ct);
        var pack = await story.PostAsync(account.Csm, $"v1/reviews/{id}/packs", new { roadmap = Roadmap }, ct);
        Count("packs");
        var sponsor = course == Course.HeldWithSponsor ? account.Sponsor : null;
        var attendees = account.Contacts.Where(contact => !IsSenior(contact)).Take(2).ToList();
        if (sponsor is not null)
            attendees.Add(sponsor);
        var held = await story.PostAsync(
            account.Csm,
            $"v1/reviews/{id}/holding",
            new
            {
                heldOn = Scene.Day(-3 - (place * 4 % 70)),
                attendees = attendees.Select(contact => contact.Id),
                ourAttendees = new[] { account.Csm.Id, Scene.Executive(account.Number).Id },
                summary,
                gutCheck = sponsor is null
                    ? null
                    : new
                    {
                        answer = gutCheck,
                        comment,
                        contactId = sponsor.Id,
                    },
            },
            ct
        );
        if (held.GetProperty("counts").GetBoolean())
            Count("that count");
        if (sponsor is null)
            return;
        var material = new
        {
            contactId = sponsor.Id,
            title = $"Review of {Scene.Today:yyyy}: results and next steps",
            packId = pack.Id(),
        };
        await story.PostAsync(account.Csm, $"v1/reviews/{id}/materials", material, ct);
        Count("materials shared");
    }

    private async Task ScheduleAsync(
        SampleAccount account,
        string type,
        Story story,
        bool withPack,
        CancellationToken ct
    )
    {
        var known = (await Scene.GetAsync($"v1/reviews?accountId={account.Id}&type={type}", ct)).Items();
        Count("in the calendar");
        if (known.Any(review => review.Text("status") == "scheduled"))
            return;
        var inDays = 6 + (account.Number % 24);
        var id = await OpenAsync(account, type, inDays, known, story, ct);
        if (withPack)
        {
            await story.PostAsync(account.Csm, $"v1/reviews/{id}/packs", new { roadmap = Roadmap }, ct);
            Count("packs");
        }

        await story.PostAsync(
            account.Csm,
            $"v1/reviews/{id}/schedule",
            new { at = Scene.At(inDays, 9 + (account.Number % 6)) },
            ct
        );
    }

    private async Task CallOffAsync(SampleAccount account, string type, Story story, CancellationToken ct)
    {
        var known = (await Scene.GetAsync($"v1/reviews?accountId={account.Id}&type={type}", ct)).Items();
        Count("called off");
        if (known.Any(review => review.Text("status") == "cancelled"))
            return;
        var id = await OpenAsync(account, type, 12, known, story, ct);
        var why = new { reason = "Merged with the sponsor's meeting in January, at their wish." };
        await story.PostAsync(account.Csm, $"v1/reviews/{id}/cancellation", why, ct);
    }

    /// <summary>The review that the cadence has opened already; else one that the CSM asks for.</summary>
    private async Task<Guid> OpenAsync(
        SampleAccount account,
        string type,
        int inDays,
        IReadOnlyList<JsonElement> known,
        Story story,
        CancellationToken ct
    )
    {
        if (known.Where(review => review.Text("status") == "due").Cast<JsonElement?>().FirstOrDefault() is { } due)
            return due.Id();
        var body = new
        {
            accountId = account.Id,
            type,
            dueOn = Scene.Day(inDays),
        };
        return (await story.PostAsync(account.Csm, "v1/reviews", body, ct)).Id();
    }

    private static bool IsSenior(SampleContact contact) =>
        contact.Is("executive_sponsor") || contact.Simulated.Seniority == "executive";
}
