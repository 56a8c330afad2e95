using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

/// <summary>Creates requests for REST and gRPC.</summary>
public sealed class RequestService(Database database, RequestRepository requests, IOptions<RequestOptions> options)
{
    /// <exception cref="ProblemException">The account or the person is not known.</exception>
    public async Task<CreateRequestResponse> CreateAsync(
        CreateRequestRequest request,
        Caller caller,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await KnownAccounts.RequireAsync(work, request.AccountId, request.ContactId);
        var requester = new Requester(
            request.AccountId,
            request.ContactId,
            caller.Is(Roles.Partner) ? "api" : "csm",
            caller.Id,
            request.Note
        );
        var id = await requests.CreateAsync(
            work,
            request.Title.Trim(),
            request.Description?.Trim() ?? "",
            request.Product,
            request.OnBoard,
            requester
        );
        var answer = await requests.ReadAsync(work, id);
        await work.CommitAsync();
        return new CreateRequestResponse(answer, await SimilarAsync(id, $"{request.Title} {request.Description}", ct));
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
