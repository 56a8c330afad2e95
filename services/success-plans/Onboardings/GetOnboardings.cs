using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>One with everything in it, the account's latest, and the list: <c>GET
/// /v1/onboardings?status=&amp;segment=&amp;stalled=</c>.</summary>
internal static class GetOnboardings
{
    public static void Map(IEndpointRouteBuilder onboardings, IEndpointRouteBuilder account)
    {
        onboardings
            .MapGet("/", ListAsync)
            .WithName("ListOnboardings")
            .WithDescription("Onboardings, those that stall first.");
        onboardings
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetOnboarding")
            .WithDescription("One onboarding with stages, milestones and escalations.");
        account
            .MapGet("/onboarding", OfAccountAsync)
            .WithName("GetAccountOnboarding")
            .WithDescription("The account's latest onboarding.");
    }

    private static Task<Page<OnboardingView>> ListAsync(
        PageRequest page,
        Database database,
        CancellationToken ct,
        string? status = null,
        string? segment = null,
        bool? stalled = null,
        Guid? accountId = null
    ) => PageAsync(page, database, status, segment, stalled, accountId, ct);

    internal static async Task<Page<OnboardingView>> PageAsync(
        PageRequest page,
        Database database,
        string? status,
        string? segment,
        bool? stalled,
        Guid? accountId,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<OnboardingView>(
            List,
            new
            {
                status,
                segment,
                stalled,
                accountId,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<OnboardingView>.From(rows, page.Limit, r => r, r => new After(r.Id));
    }

    private static async Task<Results<Ok<OnboardingView>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await OnboardingView.ReadAsync(work, id) is not { } view)
            return Problem.NotFound("onboarding", id).ToResult();
        response.SetETag(view.Version);
        return TypedResults.Ok(view);
    }

    private static async Task<Results<Ok<OnboardingView>, ProblemHttpResult>> OfAccountAsync(
        Guid accountId,
        HttpResponse response,
        Database database,
        CancellationToken ct
    ) =>
        await database.ScalarAsync<Guid?>(Latest, new { accountId }, ct) is { } id
            ? await GetAsync(id, response, database, ct)
            : Problem.NotFound("onboarding of account", accountId).ToResult();

    private sealed record After(Guid Id);

    internal const string Latest =
        "select onboarding_id from onboarding where account_id = @accountId order by status = 'open' desc, "
        + "opened_on desc, onboarding_id desc limit 1";

    private const string List = $"""
        {OnboardingView.Select}
        where (@status::text is null or o.status = @status) and (@segment::text is null or o.segment = @segment) and (@accountId::uuid is null or o.account_id = @accountId)
          and (@stalled::boolean is null or (o.stalled_since is not null) = @stalled) and (@after::uuid is null or o.onboarding_id > @after)
        order by o.onboarding_id limit @Limit
        """;
}
