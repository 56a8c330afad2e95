namespace Platform.SuccessPlans.Onboardings;

internal sealed class OnboardingTemplateRow
{
    public Guid TemplateId { get; init; }
    public string Segment { get; init; } = "";
    public int Rank { get; init; }
    public int Version { get; init; }
    public string Definition { get; init; } = "";
    public string CreatedBy { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }

    public OnboardingTemplateResponse ToResponse() =>
        new(TemplateId, Segment, Rank, Version, TemplateDefinition.Parse(Definition), CreatedBy, CreatedAt);
}
