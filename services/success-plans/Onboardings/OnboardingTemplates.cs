using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>Onboarding templates, one per segment. A change is a new version: open onboardings keep the plan that they
/// began with.</summary>
internal static class OnboardingTemplates
{
    private static readonly string[] Segments = ["smb", "mid_market", "enterprise", DefaultTemplates.WithoutSegment];

    public static void Map(IEndpointRouteBuilder onboardings)
    {
        onboardings
            .MapGet("/templates", ListAsync)
            .WithName("ListOnboardingTemplates")
            .WithDescription("The stages and milestones of onboarding, by size of account.");
        onboardings
            .MapPut("/templates/{segment}", WriteAsync)
            .WithName("WriteOnboardingTemplate")
            .WithDescription(
                "The next version of the onboarding of accounts of this size. Onboardings under way go on with theirs."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);
    }

    private static async Task<IReadOnlyList<OnboardingTemplateResponse>> ListAsync(
        Database database,
        CancellationToken ct,
        bool all = false
    ) => [.. (await database.QueryAsync<Row>(List, new { all }, ct)).Select(r => r.ToResponse())];

    private static async Task<Results<Ok<OnboardingTemplateResponse>, ProblemHttpResult>> WriteAsync(
        string segment,
        TemplateDefinition request,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (!Segments.Contains(segment, StringComparer.Ordinal))
            return Problem.Invalid("segment", $"'{segment}' is not one of {string.Join(", ", Segments)}").ToResult();
        if (request.Faults() is { Count: > 0 } faults)
            return Problem.Invalid(faults).ToResult();
        await using var work = await database.BeginAsync(ct);
        await work.LockAsync($"plans.onboarding-template:{segment}");
        var row = await work.SingleOrDefaultAsync<Row>(
            Insert,
            new
            {
                Id = Guid.CreateVersion7(),
                segment,
                Definition = request.ToJson(),
                By = caller.Id,
                Now = clock.GetUtcNow(),
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(row!.ToResponse());
    }

    private sealed class Row
    {
        public Guid TemplateId { get; init; }
        public string Segment { get; init; } = "";
        public int Version { get; init; }
        public string Definition { get; init; } = "";
        public string CreatedBy { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }

        public OnboardingTemplateResponse ToResponse() =>
            new(TemplateId, Segment, Version, TemplateDefinition.Parse(Definition), CreatedBy, CreatedAt);
    }

    private const string List = """
        select template_id, segment, version, definition, created_by, created_at from onboarding_template t
        where @all or version = (select max(version) from onboarding_template n where n.segment = t.segment)
        order by segment, version desc
        """;

    private const string Insert = """
        insert into onboarding_template (template_id, segment, version, definition, created_by, created_at)
        select @Id, @segment, coalesce(max(version), 0) + 1, @Definition::jsonb, @By, @Now from onboarding_template
            where segment = @segment
        returning template_id, segment, version, definition, created_by, created_at
        """;
}
