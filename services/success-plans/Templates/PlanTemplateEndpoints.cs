namespace Platform.SuccessPlans.Templates;

public static class PlanTemplateEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var templates = v1.MapGroup("/plan-templates").WithTags("Plans");
        ListPlanTemplates.Map(templates);
        GetPlanTemplate.Map(templates);
        CreatePlanTemplate.Map(templates);
        ReplacePlanTemplate.Map(templates);
        RetirePlanTemplate.Map(templates);
    }
}
