namespace Platform.SuccessPlans.Onboardings;

/// <param name="Milestones">The milestones of the stage.</param>
public sealed record TemplateStage(string Name, IReadOnlyList<TemplateMilestone> Milestones);
