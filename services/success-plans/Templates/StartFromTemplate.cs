using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Templates;

/// <summary>Fills a new plan with what its template says, dates counted from the plan's start.</summary>
public sealed class StartFromTemplate(OrganisationCalendar day)
{
    public async Task FillAsync(UnitOfWork work, Guid planId, TemplateBody body, DateOnly startsOn)
    {
        DateOnly On(int days) => day.Current.OnOrAfter(startsOn.AddDays(days));

        var objectives = body.Objectives ?? [];
        for (var i = 0; i < objectives.Count; i++)
            await work.ExecuteAsync(
                InsertObjective,
                new
                {
                    Id = Guid.CreateVersion7(),
                    planId,
                    Position = i + 1,
                    objectives[i].Text,
                    objectives[i].Metric,
                    objectives[i].Baseline,
                    objectives[i].Target,
                    objectives[i].Unit,
                    DueOn = objectives[i].DueInDays is { } due ? On(due) : (DateOnly?)null,
                }
            );
        var expectations = body.Expectations ?? [];
        for (var i = 0; i < expectations.Count; i++)
            await work.ExecuteAsync(
                InsertExpectation,
                new
                {
                    Id = Guid.CreateVersion7(),
                    planId,
                    Position = i + 1,
                    expectations[i].Side,
                    expectations[i].Role,
                    expectations[i].Text,
                }
            );
        var meetings = body.Meetings ?? [];
        for (var i = 0; i < meetings.Count; i++)
            await work.ExecuteAsync(
                InsertMeeting,
                new
                {
                    Id = Guid.CreateVersion7(),
                    planId,
                    Position = i + 1,
                    meetings[i].Title,
                    meetings[i].Purpose,
                    meetings[i].Rhythm,
                    FirstOn = On(meetings[i].InDays),
                }
            );
        await AddStepsAsync(work, planId, body.Steps ?? [], On);
    }

    private static async Task AddStepsAsync(
        UnitOfWork work,
        Guid planId,
        IReadOnlyList<TemplateStep> steps,
        Func<int, DateOnly> on
    )
    {
        var ids = steps.ToDictionary(s => s.Key, _ => Guid.CreateVersion7(), StringComparer.Ordinal);
        for (var i = 0; i < steps.Count; i++)
            await work.ExecuteAsync(
                InsertStep,
                new
                {
                    Id = ids[steps[i].Key],
                    planId,
                    steps[i].Kind,
                    Position = i + 1,
                    steps[i].Name,
                    steps[i].Side,
                    steps[i].Days,
                    DueOn = on(steps[i].DueInDays),
                }
            );
        foreach (var step in steps)
        {
            if (step.Milestone is { } milestone)
                await work.ExecuteAsync(
                    "update step set milestone_id = @Milestone where id = @Id",
                    new { Id = ids[step.Key], Milestone = ids[milestone] }
                );
            foreach (var before in step.DependsOn ?? [])
                await work.ExecuteAsync(
                    "insert into step_dependency (step_id, depends_on) values (@Id, @Before) on conflict do nothing",
                    new { Id = ids[step.Key], Before = ids[before] }
                );
        }
    }

    private const string InsertObjective = """
        insert into objective (id, plan_id, position, text, metric, baseline, target, unit, due_on)
            values (@Id, @planId, @Position, @Text, @Metric, @Baseline, @Target, @Unit, @DueOn)
        """;

    private const string InsertExpectation =
        "insert into expectation (id, plan_id, position, side, role, text) values (@Id, @planId, @Position, "
        + "@Side, @Role, @Text)";

    private const string InsertMeeting =
        "insert into meeting (id, plan_id, position, title, purpose, rhythm, first_on) values (@Id, @planId, "
        + "@Position, @Title, @Purpose, @Rhythm, @FirstOn)";

    private const string InsertStep =
        "insert into step (id, plan_id, kind, position, name, side, days, due_on) values (@Id, @planId, @Kind, "
        + "@Position, @Name, @Side, @Days, @DueOn)";
}
