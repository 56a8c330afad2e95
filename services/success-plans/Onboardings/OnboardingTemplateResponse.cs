namespace Platform.SuccessPlans.Onboardings;

/// <param name="Segment">The segment that it is for; <c>default</c>: for accounts in no segment that has one.</param>
/// <param name="Rank">The place of the segment in the order in which segments are tried, the lowest first.</param>
public sealed record OnboardingTemplateResponse(
    Guid Id,
    string Segment,
    int Rank,
    int Version,
    TemplateDefinition Definition,
    string CreatedBy,
    DateTimeOffset CreatedAt
);
