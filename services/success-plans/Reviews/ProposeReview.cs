using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

/// <summary>A review beside the cadence.</summary>
/// <param name="Type">value_review, qbr or ebr.</param>
public sealed record ProposeReviewRequest(Guid AccountId, [Required] string Type, DateOnly DueOn);

internal static class ProposeReview
{
    public static void Map(IEndpointRouteBuilder reviews) =>
        reviews
            .MapPost("/", HandleAsync)
            .WithName(nameof(ProposeReview))
            .WithDescription("Asks for a review of an account by a day.");

    private static async Task<Results<Created<ReviewView>, ProblemHttpResult>> HandleAsync(
        ProposeReviewRequest request,
        Caller caller,
        Database database,
        AccountDirectory accounts,
        Ownership ownership,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await accounts.RequireAsync(request.AccountId, ct);
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (!ReviewTypes.All.Contains(request.Type))
            return Problem
                .Invalid("type", $"'{request.Type}' is not one of {string.Join(", ", ReviewTypes.All)}")
                .ToResult();
        if (request.DueOn < day.Today)
            return Problem.Invalid("dueOn", $"{request.DueOn:yyyy-MM-dd} has passed").ToResult();
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                Propose,
                new
                {
                    id,
                    request.AccountId,
                    request.Type,
                    request.DueOn,
                    By = caller.Id,
                }
            ) == 0
        )
            return ReviewProblems.OneOpen(request.Type).ToResult();
        var view = await ReviewView.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Created($"/v1/reviews/{id}", view);
    }

    private const string Propose = """
        insert into review (review_id, account_id, type, due_on, status, recorded_by, version)
            values (@id, @AccountId, @Type, @DueOn, 'due', @By, 1)
        on conflict (account_id, type) where status in ('due', 'scheduled') do nothing
        """;
}
