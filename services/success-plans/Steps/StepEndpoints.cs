namespace Platform.SuccessPlans.Steps;

public static class StepEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var plans = v1.MapGroup("/plans").WithTags("Plans");
        AddStep.Map(plans);
        ReplaceStep.Map(plans);
        RemoveStep.Map(plans);
        CompleteStep.Map(plans);
        ReopenStep.Map(plans);
        PreviewReschedule.Map(plans);
        RescheduleStep.Map(plans);
    }
}
