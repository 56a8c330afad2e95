using Grpc.Core;
using Platform.Plans.V1;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Reviews;

namespace Platform.SuccessPlans.Grpc;

/// <summary>Thin: the same reads as REST, as protobuf.</summary>
[RequireScope("plans:read")]
internal sealed class ReviewsGrpc(Database database) : ReviewsService.ReviewsServiceBase
{
    public override async Task<ListReviewsResponse> ListReviews(ListReviewsRequest request, ServerCallContext context)
    {
        var rows = await database.QueryAsync<ReviewView>(
            Last,
            new { accountId = Wire.Id(request.AccountId, "account_id") },
            context.CancellationToken
        );
        return new ListReviewsResponse { Reviews = { rows.OrderBy(r => r.DueOn).ThenBy(r => r.Id).Select(Answer) } };
    }

    private static Review Answer(ReviewView r)
    {
        var answer = new Review
        {
            Id = r.Id.ToString(),
            Type = r.Type,
            Status = r.Status,
            DueOn = Wire.Iso(r.DueOn),
            HeldOn = Wire.Iso(r.HeldOn),
            MakesUpFor = r.MakesUpFor?.ToString() ?? "",
        };
        if (r.Counts is { } counts)
            answer.Counts = counts;
        return answer;
    }

    private const string Last =
        $"{ReviewView.Select} where r.account_id = @accountId order by r.due_on desc, r.review_id desc limit 200";
}
