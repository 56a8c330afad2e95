using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Hosting;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Onboardings;

public sealed record OnboardingTemplateResponse(
    Guid Id,
    string Segment,
    int Version,
    TemplateDefinition Definition,
    string CreatedBy,
    DateTimeOffset CreatedAt
);
