using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

/// <param name="AccountId">The customer on whose behalf it is asked; the caller is kept beside them.</param>
/// <param name="ContactId">The person there who asked.</param>
/// <param name="OnBoard">Other customers see it, without names, on their boards.</param>
public sealed record CreateRequestRequest(
    Guid AccountId,
    Guid? ContactId,
    [Required, StringLength(200, MinimumLength = 3)] string Title,
    [StringLength(10_000)] string? Description,
    [StringLength(200)] string? Product,
    bool OnBoard,
    [StringLength(2000)] string? Note
);

public static class CreateRequest
{
    public static void Map(IEndpointRouteBuilder requests)
    {
        requests
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateRequest))
            .WithDescription(
                "Records what a customer asks the product for, and their vote. Requests in similar words are "
                    + "answered with it: vote there, or merge."
            );
        requests
            .MapGet("/{id:guid}/duplicates", DuplicatesAsync)
            .WithName("ListPossibleDuplicates")
            .WithDescription("Requests in similar words, the most alike first.");
    }

    private static async Task<Created<CreatedRequest>> HandleAsync(
        CreateRequestRequest request,
        Caller caller,
        RequestService desk,
        Ownership ownership,
        HttpResponse response,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, request.AccountId, ct);
        var created = await desk.CreateAsync(request, caller, ct);
        response.SetETag(created.Request.Version);
        return TypedResults.Created($"/v1/requests/{created.Request.Id}", created);
    }

    private static async Task<Results<Ok<IReadOnlyList<SimilarRequest>>, ProblemHttpResult>> DuplicatesAsync(
        Guid id,
        RequestBook book,
        RequestService desk,
        CancellationToken ct
    ) =>
        await book.FindAsync(id, ct) is { } request
            ? TypedResults.Ok(await desk.SimilarAsync(id, $"{request.Title} {request.Description}", ct))
            : Problem.NotFound("request", id).ToResult();
}
