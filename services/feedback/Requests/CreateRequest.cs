using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.Feedback.Answers;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
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
public sealed record CreatedRequest(RequestResponse Request, IReadOnlyList<SimilarRequest> PossibleDuplicates);

public sealed class SimilarRequest
{
    public Guid Id { get; init; }
    public string Title { get; init; } = "";

    /// <summary>submitted, under_review, planned, in_progress, shipped or declined.</summary>
    public string Status { get; init; } = "";
    public int Accounts { get; init; }

    /// <summary>How alike the words are, 0 to 1.</summary>
    public decimal Similarity { get; init; }
}

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

/// <summary>What REST and gRPC do alike.</summary>
public sealed class RequestService(Database database, RequestBook book, IOptions<RequestOptions> options)
{
    /// <exception cref="ProblemException">The account or the person is not known.</exception>
    public async Task<CreatedRequest> CreateAsync(CreateRequestRequest request, Caller caller, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await RequireKnownAsync(work, request.AccountId, request.ContactId);
        var asking = new Asking(
            request.AccountId,
            request.ContactId,
            caller.Is(Roles.Partner) ? "api" : "csm",
            caller.Id,
            request.Note
        );
        var id = await book.CreateAsync(
            work,
            request.Title.Trim(),
            request.Description?.Trim() ?? "",
            request.Product,
            request.OnBoard,
            asking
        );
        var answer = await book.ReadAsync(work, id);
        await work.CommitAsync();
        return new CreatedRequest(answer, await SimilarAsync(id, $"{request.Title} {request.Description}", ct));
    }

    /// <summary>By the share of three-letter runs that two texts have in common, the most similar first.</summary>
    public Task<IReadOnlyList<SimilarRequest>> SimilarAsync(Guid id, string text, CancellationToken ct) =>
        database.QueryAsync<SimilarRequest>(
            Similar,
            new
            {
                id,
                text,
                From = options.Value.SimilarFrom,
            },
            ct
        );

    internal static async Task RequireKnownAsync(UnitOfWork work, Guid accountId, Guid? contactId)
    {
        if (
            !await work.ScalarAsync<bool>(
                "select exists (select from account_copy where account_id = @accountId)",
                new { accountId }
            )
        )
            throw AnswerProblems.UnknownAccount(accountId).ToException();
        if (
            contactId is { } contact
            && !await work.ScalarAsync<bool>(
                "select exists (select from contact_copy where contact_id = @contact and account_id = @accountId)",
                new { contact, accountId }
            )
        )
            throw AnswerProblems.UnknownContact(contact, accountId).ToException();
    }

    private const string Similar = """
        select r.id, r.title, r.status, (select count(distinct v.account_id)::int from request_vote v
            where v.request_id = r.id) as accounts,
               round(greatest(similarity(r.title || ' ' || r.description, @text),
                   word_similarity(r.title, @text))::numeric, 3) as similarity
        from product_request r
        where r.id <> @id and r.merged_into is null
            and greatest(similarity(r.title || ' ' || r.description, @text), word_similarity(r.title, @text)) >= @From
        order by 5 desc, r.id limit 10
        """;
}
