using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Templates;

/// <summary>Templates of plans, per segment. Ops and managers keep them; a plan made from one does not change with
/// it.</summary>
internal static class PlanTemplateRules
{
    internal static async Task<Problem?> RefusalAsync(UnitOfWork work, PlanTemplateRequest request)
    {
        if (request.Segment is { } segment && !await AccountSegments.IsKnownAsync(work, segment))
            return Problem.Invalid("segment", $"no account is in a segment '{segment}'; GET /v1/segments lists them");
        return request.Body.Problems() is { Count: > 0 } errors ? Problem.Invalid(errors) : null;
    }

    internal static Problem NameTaken(string name) =>
        new(
            "plan-templates/name-taken",
            StatusCodes.Status409Conflict,
            "The name is taken.",
            $"There is a template '{name}' already; change that one or choose another name."
        );
}
