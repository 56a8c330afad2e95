using System.Globalization;
using System.Text.Json;

namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// Success plans: drafts and agreed ones with objectives that are measured, value that the customer confirmed, steps
/// done and overdue, and the tactics that were agreed.
/// </summary>
internal sealed class PlanPart(Scene scene) : SamplePart("Success plans", scene)
{
    /// <summary>Days since the start of the plans, one after the other; a draft starts in a few days.</summary>
    private static readonly int[] Ages = [120, 95, 70, 150, 40, 110, 60, 200, 85, 30];

    private static readonly string[] Sizes = ["smb", "mid_market", "enterprise"];

    private readonly Dictionary<string, Guid> _templates = new(StringComparer.Ordinal);

    /// <summary>The accounts with agreed plans, for the reviews that follow.</summary>
    public IReadOnlyList<SampleAccount> Planned { get; } =
    [.. Having(scene, "enterprise").Take(14), .. Having(scene, "mid_market").Take(12), .. Having(scene, "smb").Take(4)];

    protected override async Task TellStoriesAsync(CancellationToken ct)
    {
        await EachAsync(
            Sizes,
            size => $"plan-template-{size}",
            async (size, story) =>
            {
                var template = await story.PostAsync(Scene.Operations, "v1/plan-templates", Template(size), ct);
                Count("templates");
                lock (_templates)
                    _templates[size] = template.Id();
            }
        );
        await TacticsLibraryAsync(ct);
        var drafts = Having(Scene, "mid_market").Skip(12).Take(6);
        await Task.WhenAll(
            EachAsync(
                Planned.Select((account, place) => (account, place)),
                it => $"plan-{it.account.Key}",
                AgreedAsync
            ),
            EachAsync(drafts, account => $"plan-{account.Key}", DraftAsync)
        );

        async Task AgreedAsync((SampleAccount Account, int Place) it, Story story)
        {
            var plan = await BeginAsync(it.Account, -Ages[it.Place % Ages.Length], story, ct);
            await AgreeAsync(it.Account, it.Place, plan, story, ct);
            await WorkAsync(it.Account, it.Place, plan, story, ct);
            await TellTacticsAsync(it.Account, it.Place, plan, story, ct);
        }

        async Task DraftAsync(SampleAccount account, Story story)
        {
            await BeginAsync(account, 4, story, ct);
            Count("drafts");
        }
    }

    private static IEnumerable<SampleAccount> Having(Scene scene, string size) =>
        scene
            .Customers.Where(account => account.Size == size && account.Contacts.Count > 1)
            .OrderBy(account => account.Sponsor is null)
            .ThenBy(account => account.Number);

    private async Task<JsonElement> BeginAsync(SampleAccount account, int startsIn, Story story, CancellationToken ct)
    {
        var body = new
        {
            accountId = account.Id,
            templateId = _templates[account.Size],
            startsOn = Scene.Day(startsIn),
        };
        var plan = await story.PostAsync(account.Csm, "v1/plans", body, ct);
        Count("plans");
        return plan;
    }

    private async Task AgreeAsync(SampleAccount account, int place, JsonElement plan, Story story, CancellationToken ct)
    {
        var path = $"v1/plans/{plan.Id()}";
        // What is put has no key, so the plan as it is now tells what is missing.
        var now = await Scene.GetAsync(path, ct);
        var (lead, sponsor) = (account.Champion!, account.Sponsor ?? account.Champion!);
        foreach (var (id, goal, objective) in Goals(now).Where(it => !it.Objective.Has("ownerContactId")))
            await story.PutAsync(account.Csm, $"{path}/objectives/{id}", Smart(goal, objective, account, lead), ct);
        if (now.Items("expectations").All(expectation => !expectation.Has("person")))
            await story.PutAsync(account.Csm, $"{path}/expectations", Expectations(account, lead), ct);
        foreach (var step in now.Items("steps").Where(IsOfTheseWeeks))
            await story.PutAsync(account.Csm, $"{path}/steps/{step.Id()}", Owned(step, account, lead), ct);
        foreach (var (id, goal, _) in Goals(now).Where(it => it.Goal.Feature is not null))
        {
            Count("ROI models");
            var activities = new[]
            {
                new
                {
                    feature = goal.Feature,
                    measure = "active_users",
                    span = "last_28_days",
                    perUnit = goal.PerUnit,
                },
            };
            if (now.Text("status") == "draft")
                await story.PutAsync(
                    account.Csm,
                    $"{path}/objectives/{id}/roi-model",
                    new { from = "zero", activities },
                    ct
                );
        }

        await story.PostAsync(
            account.Csm,
            $"{path}/agreement",
            new { agreedByContactId = (place % 3 == 0 ? sponsor : lead).Id },
            ct
        );
        Count("agreed");
    }

    /// <summary>What both sides have done since: readings, values, steps, words.</summary>
    private async Task WorkAsync(SampleAccount account, int place, JsonElement plan, Story story, CancellationToken ct)
    {
        var path = $"v1/plans/{plan.Id()}";
        var age = Ages[place % Ages.Length];
        foreach (var (id, goal, _) in Goals(plan))
        {
            for (var i = 0; i < goal.Readings.Length; i++)
            {
                var daysAgo = new[] { 60, 30, 3 }[i];
                if (daysAgo >= age)
                    continue;
                var note = i == 0 ? "First reading together." : null;
                var reading = new
                {
                    value = Read(goal, i, account),
                    day = Scene.Day(-daysAgo),
                    note,
                };
                await story.PostAsync(account.Csm, $"{path}/objectives/{id}/readings", reading, ct);
                Count("readings");
            }

            if (age < 50)
                continue;
            var value = goal.Worth > 0 ? Scene.Money(goal.Worth * (account.Size == "enterprise" ? 4 : 1)) : null;
            var claim = await story.PostAsync(
                account.Csm,
                $"{path}/claims",
                new
                {
                    objectiveId = id,
                    text = goal.Claim,
                    evidence = goal.Evidence,
                    value,
                },
                ct
            );
            Count("values claimed");
            if ((place + goal.DueInDays) % 3 == 0)
                continue;
            var by = (account.Sponsor ?? account.Champion!).Id;
            await story.PostAsync(account.Csm, $"{path}/claims/{claim.Id()}/confirmation", new { contactId = by }, ct);
            Count("confirmed");
        }

        // Everything due until now, but for one plan in three that fell behind.
        var dueBy = Scene.Day(place % 3 == 1 ? -50 : 0);
        var now = await Scene.GetAsync(path, ct);
        foreach (
            var step in InOrder(now.Items("steps")).Where(step => Day(step, "dueOn") < dueBy && !step.Has("doneOn"))
        )
        {
            var evidence = PlanTexts.StepEvidence[(place + step.Text("name").Length) % PlanTexts.StepEvidence.Length];
            await story.PostAsync(account.Csm, $"{path}/steps/{step.Id()}/completion", new { evidence }, ct);
            Count("steps done");
        }

        var comment = PlanTexts.OurComments[place % PlanTexts.OurComments.Length];
        await story.PostAsync(account.Csm, $"{path}/comments", new { text = comment }, ct);
        if (place % 4 != 0)
            return;
        var link = new
        {
            label = $"For {account.Champion!.Name}",
            contactId = account.Champion.Id,
            days = 180,
        };
        await story.PostAsync(account.Csm, $"{path}/links", link, ct);
        Count("shared links");
    }

    /// <summary>One account comes further than another.</summary>
    private static decimal Read(Goal goal, int place, SampleAccount account)
    {
        var pace = new[] { 0.55m, 0.8m, 1m, 1.15m, 1.3m }[account.Number % 5];
        return decimal.Round(goal.Baseline + ((goal.Readings[place] - goal.Baseline) * pace));
    }

    private async Task TacticsLibraryAsync(CancellationToken ct)
    {
        var tactics = await Scene.ListAsync("v1/tactics", ct);
        await EachAsync(
            tactics.Where(tactic => tactic.Text("customerType") != "smb"),
            tactic => $"case-{tactic.Id()}",
            async (tactic, story) =>
            {
                var study = new
                {
                    title = $"{tactic.Text("name")} at a logistics company",
                    text = "Three teams began with it in spring. The first weeks were slow, because the key users had "
                        + "no time of their own for it; "
                        + "with two free hours a week it went by itself.",
                    result = "Active users up from 38 % to 71 % in eight weeks",
                };
                await story.PostAsync(Scene.Operations, $"v1/tactics/{tactic.Id()}/case-studies", study, ct);
                Count("case studies");
            }
        );
    }

    private async Task TellTacticsAsync(
        SampleAccount account,
        int place,
        JsonElement plan,
        Story story,
        CancellationToken ct
    )
    {
        var tactics = await Scene.ListAsync($"v1/tactics?customerType={account.Size}", ct);
        var path = $"v1/accounts/{account.Id}/plan/tactics";
        var objective = Goals(plan)[0].Id;
        // Three are active at most; the fourth waits until one is done.
        foreach (var (tactic, i) in tactics.Take(1 + (place % 4)).Select((tactic, i) => (tactic, i)))
        {
            var agreed = await story.PostAsync(
                account.Csm,
                path,
                new { tacticId = tactic.Id(), objectiveId = objective },
                ct
            );
            Count("tactics");
            if (agreed.Text("state") != "active")
                continue;
            var adoption = new[] { 0.7m, 0.35m, 0.1m }[i % 3];
            await story.PostAsync(account.Csm, $"{path}/{agreed.Id()}/adoption", new { adoption }, ct);
            if (i > 0 || place % 3 != 2)
                continue;
            var result = PlanTexts.Results[place % PlanTexts.Results.Length];
            await story.PostAsync(account.Csm, $"{path}/{agreed.Id()}/completion", new { result }, ct);
            Count("tactics done");
        }
    }

    private static object Template(string size)
    {
        var goals = PlanTexts.Goals.Where(
            (_, place) =>
                size switch
                {
                    "smb" => place < 2,
                    "mid_market" => place is 1 or 2 or 3,
                    _ => place > 2,
                }
        );
        var (summary, after3, after6, after12) = PlanTexts.Visions[
            size switch
            {
                "smb" => 2,
                "mid_market" => 1,
                _ => 0,
            }
        ];
        return new
        {
            name = size switch
            {
                "smb" => "Quick wins",
                "mid_market" => "From pilot to habit",
                _ => "Across the group",
            },
            segment = size,
            body = new
            {
                summary,
                success3Months = after3,
                success6Months = after6,
                success12Months = after12,
                objectives = goals.Select(goal => new
                {
                    goal.Text,
                    goal.Metric,
                    goal.Baseline,
                    goal.Target,
                    goal.Unit,
                    goal.DueInDays,
                }),
                expectations = PlanTexts
                    .OurPart.Select(part => new
                    {
                        side = "ours",
                        role = part.Role,
                        text = part.Text,
                    })
                    .Concat(
                        PlanTexts.TheirPart.Select(part => new
                        {
                            side = "customer",
                            role = part.Role,
                            text = part.Text,
                        })
                    ),
                meetings = PlanTexts.Meetings.Select(meeting => new
                {
                    meeting.Title,
                    meeting.Purpose,
                    meeting.Rhythm,
                    meeting.InDays,
                }),
                steps = PlanTexts.Steps.Select(step => new
                {
                    step.Key,
                    step.Kind,
                    step.Name,
                    step.Side,
                    step.Days,
                    dueInDays = step.Due,
                    step.Milestone,
                    dependsOn = step.After,
                }),
            },
        };
    }

    /// <summary>
    /// What the template cannot know: who reviewed the objective, whose it is, what a unit of it is worth.
    /// </summary>
    private object Smart(Goal goal, JsonElement objective, SampleAccount account, SampleContact lead) =>
        new
        {
            goal.Text,
            goal.Metric,
            goal.Baseline,
            goal.Target,
            goal.Unit,
            // Agreed today, so it is reached on a day that is still to come.
            dueOn = Day(objective, "dueOn") > Scene.Today ? Day(objective, "dueOn") : Scene.Day(28),
            reviewedBy = account.Csm.Id,
            ownerContactId = lead.Id,
            unitValue = goal.UnitValue > 0 ? Scene.Money(goal.UnitValue) : null,
        };

    /// <summary>What is soon due or was lately; the others get their owners when it is their turn.</summary>
    private bool IsOfTheseWeeks(JsonElement step) =>
        !step.Has("owner")
        && !step.Has("ownerContactId")
        && Day(step, "dueOn") > Scene.Day(-30)
        && Day(step, "dueOn") < Scene.Day(45);

    private static object Expectations(SampleAccount account, SampleContact lead)
    {
        var theirs = new[] { lead, account.Admin ?? lead };
        var ours = new[] { account.Csm.Id, Scene.Executive(account.Number).Id };
        return new
        {
            expectations = PlanTexts
                .OurPart.Select(
                    (part, place) =>
                        new
                        {
                            side = "ours",
                            role = part.Role,
                            person = (string?)ours[place],
                            contactId = (Guid?)null,
                            text = part.Text,
                        }
                )
                .Concat(
                    PlanTexts.TheirPart.Select(
                        (part, place) =>
                            new
                            {
                                side = "customer",
                                role = part.Role,
                                person = (string?)null,
                                contactId = (Guid?)theirs[place].Id,
                                text = part.Text,
                            }
                    )
                ),
        };
    }

    private static object Owned(JsonElement step, SampleAccount account, SampleContact lead)
    {
        var isOurs = step.Text("side") == "ours";
        return new
        {
            kind = step.Text("kind"),
            name = step.Text("name"),
            side = step.Text("side"),
            owner = isOurs ? account.Csm.Id : null,
            ownerContactId = isOurs ? (Guid?)null : lead.Id,
            days = step.GetProperty("days").GetInt32(),
            dueOn = step.Text("dueOn"),
            milestoneId = step.GuidOrNull("milestoneId"),
            dependsOn = step.Items("dependsOn").Select(before => before.GetGuid()),
        };
    }

    /// <summary>The plan's objectives that are the sample's.</summary>
    private static List<(Guid Id, Goal Goal, JsonElement Objective)> Goals(JsonElement plan) =>
        [
            .. plan.Items("objectives")
                .Select(objective =>
                    (
                        objective.Id(),
                        Array.Find(PlanTexts.Goals, goal => goal.Text == objective.TextOrNull("text"))!,
                        objective
                    )
                )
                .Where(it => it.Item2 is not null),
        ];

    /// <summary>
    /// What others wait for comes first: tasks before their milestone, and all in the order in which they are due.
    /// </summary>
    private static IEnumerable<JsonElement> InOrder(IEnumerable<JsonElement> steps) =>
        steps.OrderBy(step => Day(step, "dueOn")).ThenBy(step => step.Text("kind") == "milestone");

    private static DateOnly Day(JsonElement element, string property) =>
        DateOnly.ParseExact(element.Text(property), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
