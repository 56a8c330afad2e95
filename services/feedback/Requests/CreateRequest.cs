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

/// <param name="PossibleDuplicates">Requests in similar words: vote there instead, or merge.</param>
/// <param name="Request">The request that was made.</param>
public sealed record CreateRequestResponse(RequestResponse Request, IReadOnlyList<SimilarRequest> PossibleDuplicates);

public static class CreateRequest
{
    public static void Map(IEndpointRouteBuilder requests) =>
        requests
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateRequest))
            .WithDescription(
                "Records what a customer asks the product for, and their vote. Requests in similar words are "
                    + "answered with it: vote there, or merge."
            );

    private static async Task<Created<CreateRequestResponse>> HandleAsync(
        CreateRequestRequest request,
        Caller caller,
        RequestService service,
        Ownership ownership,
        HttpResponse response,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, request.AccountId, ct);
        var created = await service.CreateAsync(request, caller, ct);
        response.SetETag(created.Request.Version);
        return TypedResults.Created($"/v1/requests/{created.Request.Id}", created);
    }
}
