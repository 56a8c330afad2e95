using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Steps;

/// <summary>What a new due date pushes along: who waits for the step and could not keep their own date any more. Slack
/// absorbs; nothing is pulled forward.</summary>
public static class Ripple
{
    public static IReadOnlyList<Move> Of(
        IReadOnlyCollection<Step> steps,
        Guid moved,
        DateOnly dueOn,
        BusinessCalendar calendar
    )
    {
        var graph = new StepGraph(steps);
        var due = steps.ToDictionary(s => s.Id, s => s.DueOn);
        var moves = new List<Move>();
        foreach (var step in graph.InOrder())
        {
            if (step.Id == moved)
            {
                if (step.DueOn == dueOn)
                    continue;
                due[step.Id] = dueOn;
                moves.Add(new Move(step.Id, step.Name, step.DueOn, dueOn, step.Name));
            }
            else if (
                step.DoneOn is null
                && Pushed(step, graph, due, moves, calendar) is var (to, because)
                && to > step.DueOn
            )
            {
                due[step.Id] = to;
                moves.Add(new Move(step.Id, step.Name, step.DueOn, to, because));
            }
        }

        return moves;
    }

    /// <summary>Only what moved pushes: a plan that was tight before is not tidied up behind anybody's back.</summary>
    private static (DateOnly To, string Because)? Pushed(
        Step step,
        StepGraph graph,
        Dictionary<Guid, DateOnly> due,
        List<Move> moves,
        BusinessCalendar calendar
    )
    {
        (DateOnly To, string Because)? latest = null;
        foreach (
            var before in graph
                .WaitsFor(step.Id)
                .Where(b => b.DoneOn is null && moves.Exists(m => m.StepId == b.Id && m.To > m.From))
        )
        {
            var to = step.Days == 0 ? calendar.OnOrAfter(due[before.Id]) : calendar.Add(due[before.Id], step.Days);
            if (latest is null || to > latest.Value.To)
                latest = (to, before.Name);
        }

        return latest;
    }
}
