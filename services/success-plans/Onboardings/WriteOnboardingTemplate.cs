using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="Stages">The stages in their order, each with its milestones.</param>
/// <param name="Rank">The place of the segment in the order in which segments are tried, the lowest first. None: as
/// before; at first 100 for the ready-made segments, 0 for others. The default is tried last.</param>
public sealed record WriteOnboardingTemplateRequest(IReadOnlyList<TemplateStage> Stages, [Range(0, 10_000)] int? Rank);

internal static class WriteOnboardingTemplate
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings
            .MapPut("/templates/{segment}", HandleAsync)
            .WithName(nameof(WriteOnboardingTemplate))
            .WithDescription(
                "The next version of the onboarding of accounts in this segment; smb, mid_market and enterprise are "
                    + "ready-made segments, default is for all others. Onboardings under way go on with theirs."
            )
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<OnboardingTemplateResponse>, ProblemHttpResult>> HandleAsync(
        string segment,
        WriteOnboardingTemplateRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var definition = new TemplateDefinition(request.Stages);
        if (definition.Faults() is { Count: > 0 } faults)
            return Problem.Invalid(faults).ToResult();
        await using var work = await database.BeginAsync(ct);
        if (segment != DefaultTemplates.WithoutSegment && !await AccountSegments.IsKnownAsync(work, segment))
            return Problem
                .Invalid("segment", $"no account is in a segment '{segment}'; GET /v1/segments lists them")
                .ToResult();
        await work.LockAsync($"plans.onboarding-template:{segment}");
        var row = await work.SingleOrDefaultAsync<OnboardingTemplateRow>(
            Insert,
            new
            {
                Id = Guid.CreateVersion7(),
                segment,
                Definition = definition.ToJson(),
                request.Rank,
                DefaultRank = AccountSegments.DefaultRank(segment),
                By = caller.Id,
                Now = clock.GetUtcNow(),
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(row!.ToResponse());
    }

    private const string Insert = """
        insert into onboarding_template (template_id, segment, rank, version, definition, created_by, created_at)
        select @Id, @segment, coalesce(@Rank, (array_agg(rank order by version desc))[1], @DefaultRank),
            coalesce(max(version), 0) + 1, @Definition::jsonb, @By, @Now
        from onboarding_template where segment = @segment
        returning template_id, segment, rank, version, definition, created_by, created_at
        """;
}
