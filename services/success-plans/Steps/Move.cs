namespace Platform.SuccessPlans.Steps;

/// <param name="Because">The step that it waits for and that pushes it; the moved step itself names itself.</param>
/// <param name="From">The due day now.</param>
/// <param name="To">The due day that it would get.</param>
public sealed record Move(Guid StepId, string Name, DateOnly From, DateOnly To, string Because);
