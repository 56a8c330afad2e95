namespace Platform.SuccessPlans.Onboardings;

internal static class OnboardingEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var onboardings = v1.MapGroup("/onboardings").WithTags("Onboarding");
        OpenOnboarding.Map(onboardings);
        ListOnboardings.Map(onboardings);
        GetOnboarding.Map(onboardings);
        GetOnboardingFunnel.Map(onboardings);
        CancelOnboarding.Map(onboardings);
        CompleteOnboardingMilestone.Map(onboardings);
        SkipOnboardingMilestone.Map(onboardings);
        ChangeOnboardingMilestone.Map(onboardings);
        RecordCheckIn.Map(onboardings);
        ListOnboardingTemplates.Map(onboardings);
        WriteOnboardingTemplate.Map(onboardings);
        ListFirstValueDefinitions.Map(onboardings);
        DefineFirstValue.Map(onboardings);

        var account = v1.MapGroup("/accounts/{accountId:guid}").WithTags("Onboarding");
        GetAccountOnboarding.Map(account);
    }
}
