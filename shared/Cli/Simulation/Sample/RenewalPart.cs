using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// The renewals of the next months as people work on them: stage, call, next step, what the sponsor says, milestones
/// done; and the figures that were published.
/// </summary>
internal sealed class RenewalPart(Scene scene) : SamplePart("Renewals", scene)
{
    private sealed record Work(
        string Stage,
        string Call,
        string Why,
        string NextStep,
        int NextInDays,
        string? GutCheck,
        string? Said
    );

    private static readonly Work[] Works =
    [
        new(
            "engaged",
            "best_case",
            "They want to go on; the number of seats is open.",
            "Seat count by team, together with their administrator",
            6,
            "renew",
            "We stay. Let us talk about how many."
        ),
        new(
            "value_confirmed",
            "commit",
            "Value confirmed in writing, budget is in their plan.",
            "Send the order form to procurement",
            4,
            "renew",
            "No question."
        ),
        new(
            "proposed",
            "best_case",
            "Offer is out; procurement asks for a tenth off.",
            "Call with procurement, with the ROI page in hand",
            3,
            "unsure",
            "Depends on finance this year."
        ),
        new(
            "engaged",
            "at_risk",
            "Champion has left and nobody has taken over.",
            "Meet the new head of operations",
            2,
            null,
            null
        ),
        new(
            "verbal_commit",
            "commit",
            "Yes on the phone; legal reads the paper.",
            "Ask legal for their open points",
            5,
            "renew",
            "Paper is on my desk."
        ),
        new(
            "upcoming",
            "best_case",
            "Nobody has spoken about it yet; use is good.",
            "Raise it in the value review",
            12,
            null,
            null
        ),
        new(
            "value_confirmed",
            "best_case",
            "Likes it, wants fewer seats in one site.",
            "Show what the unused seats could do",
            8,
            "unsure",
            "I would keep it, smaller."
        ),
        new(
            "notice_given",
            "at_risk",
            "Precautionary notice; they renegotiate everything.",
            "Executive call on what would have to change",
            1,
            "leave",
            "As things stand we go."
        ),
    ];

    private static readonly Dictionary<string, string> MilestoneNotes = new(StringComparer.Ordinal)
    {
        ["usage_benchmark"] = "Sent with the recap: above their peers in approvals, below in imports.",
        ["pricing_review"] = "Price for the next term agreed inside, with a floor.",
        ["legal_redlines"] = "Their lawyer has two points, both accepted.",
    };

    protected override async Task TellStoriesAsync(CancellationToken ct)
    {
        var known = (await Scene.ListAsync("v1/renewals", ct)).ToLookup(row =>
            (row.GetProperty("accountId").GetGuid(), row.Text("endsOn"))
        );
        var due = Scene
            .Customers.Where(account => account.IsLarge)
            .Select(account => (account, Term: account.Simulated.TermOn(Scene.Company.Options.LastDay)))
            .Where(it => it.Term is not null)
            .OrderBy(it => it.Term!.End)
            .ThenBy(it => it.account.Number)
            .Select(it =>
                (it.account, Renewal: known[(it.account.Id, Iso(it.Term!.End))].Cast<JsonElement?>().FirstOrDefault())
            )
            .Where(it => it.Renewal is not null)
            .Take(32)
            .Select((it, place) => (it.account, Renewal: it.Renewal!.Value.Id(), Work: Works[place % Works.Length]));
        await Task.WhenAll(
            EachAsync(
                due,
                it => $"renewal-{it.account.Key}",
                (it, story) => WorkAsync(it.account, it.Renewal, it.Work, story, ct)
            ),
            FiguresAsync(ct)
        );
    }

    private async Task WorkAsync(SampleAccount account, Guid renewal, Work work, Story story, CancellationToken ct)
    {
        var (path, by) = ($"v1/renewals/{renewal}", account.Csm);
        if (work.Stage != "upcoming")
            await story.PostAsync(by, $"{path}/stage", new { work.Stage, note = work.Why }, ct);
        await story.PostAsync(by, $"{path}/call", new { work.Call, reason = work.Why }, ct);
        await story.PostAsync(by, $"{path}/next-step", new { work.NextStep, on = Scene.Day(work.NextInDays) }, ct);
        Count("worked on");
        if (work.GutCheck is not null && account.Sponsor is { } sponsor)
        {
            var said = new
            {
                answer = work.GutCheck,
                contactId = sponsor.Id,
                saidOn = Scene.Day(-8),
                note = work.Said,
            };
            await story.PostAsync(by, $"{path}/gut-check", said, ct);
            Count("gut checks");
        }

        var milestones = (await Scene.GetAsync(path, ct)).Items("milestones");
        foreach (var milestone in milestones.Where(milestone => IsDone(milestone, account.Number)))
        {
            var note = MilestoneNotes.GetValueOrDefault(milestone.Text("milestone"), "Done.");
            if (!milestone.Has("doneOn"))
                await story.PostAsync(by, $"{path}/milestones/{milestone.Id()}/completion", new { note }, ct);
            Count("milestones done");
        }
    }

    /// <summary>What was due is done, but for one account in five.</summary>
    private bool IsDone(JsonElement milestone, int account) =>
        account % 5 != 0 && string.CompareOrdinal(milestone.Text("dueOn"), Iso(Scene.Day(3))) < 0;

    private Task FiguresAsync(CancellationToken ct) => OneAsync("published-figures", async story =>
        {
            var thisMonth = new DateOnly(Scene.Today.Year, Scene.Today.Month, 1);
            foreach (
                var (title, from, by) in new[]
                {
                    ("Retention of the last quarter, for the board", thisMonth.AddMonths(-3), (string?)null),
                    ("Retention of the last month by size", thisMonth.AddMonths(-1), "size"),
                }
            )
            {
                await story.PostAsync(
                    Scene.Manager,
                    "v1/revenue/figures",
                    new
                    {
                        title,
                        from,
                        to = thisMonth,
                        by,
                    },
                    ct
                );
                Count("figures published");
            }

            var quarter = new DateOnly(Scene.Today.Year, ((Scene.Today.Month - 1) / 3 * 3) + 1, 1).AddMonths(3);
            var period = $"from={Iso(quarter)}&to={Iso(quarter.AddMonths(3).AddDays(-1))}";
            try
            {
                await story.PostAsync(Scene.Manager, $"v1/forecasts/snapshots?{period}", new { }, ct);
            }
            catch (CommandFailedException taken) when (taken.Status == HttpStatusCode.Conflict)
            {
                // The platform has taken today's by itself.
            }

            Count("forecast snapshots");
        });

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
