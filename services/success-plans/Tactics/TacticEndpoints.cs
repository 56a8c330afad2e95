namespace Platform.SuccessPlans.Tactics;

public static class TacticEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var catalog = v1.MapGroup("/tactics").WithTags("Tactics");
        ListOutcomes.Map(catalog);
        AddOutcome.Map(catalog);
        ListTactics.Map(catalog);
        GetTactic.Map(catalog);
        AddTactic.Map(catalog);
        AddCaseStudy.Map(catalog);

        var account = v1.MapGroup("/accounts/{accountId:guid}/plan").WithTags("Tactics");
        ListAccountTactics.Map(account);
        AgreeTactic.Map(account);
        RecordAdoption.Map(account);
        CompleteTactic.Map(account);
        StopTactic.Map(account);
    }
}
