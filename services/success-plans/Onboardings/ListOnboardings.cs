using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Onboardings;

internal static class ListOnboardings
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListOnboardings))
            .WithDescription("Onboardings, those that stall first.");

    private static async Task<Ok<Page<OnboardingView>>> HandleAsync(
        PageRequest page,
        [AsParameters] OnboardingFilter filter,
        Database database,
        CancellationToken ct
    ) => TypedResults.Ok(await PageAsync(page, filter, database, ct));

    internal static async Task<Page<OnboardingView>> PageAsync(
        PageRequest page,
        OnboardingFilter filter,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<OnboardingView>(
            List,
            new
            {
                filter.Status,
                filter.Segment,
                filter.Stalled,
                filter.AccountId,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<OnboardingView>.From(rows, page.Limit, r => r, r => new Position(r.Id));
    }

    private sealed record Position(Guid Id);

    private const string List = $"""
        {OnboardingView.Select}
        where (@Status::text is null or o.status = @Status) and (@Segment::text is null or o.segment = @Segment)
          and (@AccountId::uuid is null or o.account_id = @AccountId)
          and (@Stalled::boolean is null or (o.stalled_since is not null) = @Stalled)
          and (@after::uuid is null or o.onboarding_id > @after)
        order by o.onboarding_id limit @Limit
        """;
}
