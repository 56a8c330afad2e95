namespace Platform.SuccessPlans.Steps;

/// <param name="Moves">What moves, the step itself first among those that it pushes; in the order in which they wait
/// for each other.</param>
/// <param name="PlanEndsOn">The plan's last due date before and after.</param>
/// <param name="PlanVersion">Send it as <c>If-Match</c> to apply exactly this.</param>
public sealed record RipplePreview(IReadOnlyList<Move> Moves, Shift PlanEndsOn, int PlanVersion);
