namespace Platform.SuccessPlans.Plans;

public static class PlanEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var plans = v1.MapGroup("/plans").WithTags("Plans");
        CreatePlan.Map(plans);
        ListPlans.Map(plans);
        GetPlan.Map(plans);
        GetPlanHistory.Map(plans);
        ChangePlan.Map(plans);
        AgreePlan.Map(plans);
        ClosePlan.Map(plans);
        AddObjective.Map(plans);
        ReplaceObjective.Map(plans);
        RemoveObjective.Map(plans);
        SetExpectations.Map(plans);
        SetMeetings.Map(plans);

        var account = v1.MapGroup("/accounts/{accountId:guid}/plan").WithTags("Plans");
        GetPlanOfAccount.Map(account);
    }
}
