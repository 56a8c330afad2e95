using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Steps;

internal static class Rescheduling
{
    internal static (IReadOnlyList<Move> Moves, Problem? Problem) Plan(
        IReadOnlyList<Step> steps,
        Guid stepId,
        DateOnly dueOn,
        BusinessCalendar calendar
    )
    {
        if (steps.FirstOrDefault(s => s.Id == stepId) is not { } step)
            return ([], Problem.NotFound("step", stepId));
        return step.DoneOn is not null
            ? ([], StepProblems.Done(step))
            : (Ripple.Of(steps, stepId, dueOn, calendar), null);
    }

    internal static RipplePreview Preview(IReadOnlyList<Step> steps, IReadOnlyList<Move> moves, int version)
    {
        var to = moves.ToDictionary(m => m.StepId, m => m.To);
        return new RipplePreview(
            moves,
            new Shift(steps.Max(s => s.DueOn), steps.Max(s => to.GetValueOrDefault(s.Id, s.DueOn))),
            version
        );
    }
}
