using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

internal static class GetReviews
{
    public static void Map(IEndpointRouteBuilder reviews, IEndpointRouteBuilder account)
    {
        reviews
            .MapGet(
                "/",
                (
                    PageRequest page,
                    Database database,
                    CancellationToken ct,
                    string? status = null,
                    string? type = null,
                    Guid? accountId = null
                ) => ListAsync(page, database, status, type, accountId, ct)
            )
            .WithName("ListReviews")
            .WithDescription("Reviews that are due, planned or were held.");
        reviews
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetReview")
            .WithDescription("One review with attendees and materials.");
        reviews
            .MapGet("/cadence", (IOptions<ReviewOptions> options) => options.Value.Effective)
            .WithName("GetReviewCadence")
            .WithDescription("How often which accounts are reviewed.");
        account
            .MapGet("/reviews", OfAccountAsync)
            .WithName("ListAccountReviews")
            .WithDescription("Reviews of one account.");
    }

    private static async Task<Page<ReviewView>> OfAccountAsync(
        Guid accountId,
        PageRequest page,
        Database database,
        AccountDirectory accounts,
        CancellationToken ct,
        string? status = null,
        string? type = null
    )
    {
        await accounts.RequireAsync(accountId, ct);
        return await ListAsync(page, database, status, type, accountId, ct);
    }

    private static async Task<Page<ReviewView>> ListAsync(
        PageRequest page,
        Database database,
        string? status,
        string? type,
        Guid? accountId,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor);
        var rows = await database.QueryAsync<ReviewView>(
            List,
            new
            {
                status,
                type,
                accountId,
                after?.DueOn,
                after?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<ReviewView>.From(rows, page.Limit, r => r, r => new After(r.DueOn, r.Id));
    }

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await ReviewView.ReadAsync(work, id) is not { } view)
            return Problem.NotFound("review", id).ToResult();
        response.SetETag(view.Version);
        return TypedResults.Ok(view);
    }

    private sealed record After(DateOnly DueOn, Guid Id);

    private const string List = $"""
        {ReviewView.Select}
        where (@status::text is null or r.status = @status) and (@type::text is null or r.type = @type) and (@accountId::uuid is null or r.account_id = @accountId)
          and (@DueOn::date is null or (r.due_on, r.review_id) > (@DueOn, @Id))
        order by r.due_on, r.review_id limit @Limit
        """;
}
