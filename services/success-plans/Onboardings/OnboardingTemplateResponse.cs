namespace Platform.SuccessPlans.Onboardings;

public sealed record OnboardingTemplateResponse(
    Guid Id,
    string Segment,
    int Version,
    TemplateDefinition Definition,
    string CreatedBy,
    DateTimeOffset CreatedAt
);
