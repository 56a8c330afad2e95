using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Advocates;

/// <param name="Kind"><c>call</c>, <c>quote</c>, <c>case_study</c>, <c>review</c> or <c>event</c>.</param>
/// <param name="AskedFor">For whom or what.</param>
public sealed record AskForReferenceRequest([Required] string Kind, [Required, StringLength(500)] string AskedFor);

/// <summary>References with their history. Nobody is asked too often: two in 90 days unless configured otherwise, held
/// by the advocate's lock.</summary>
public static class AskForReference
{
    private static readonly string[] Kinds = ["call", "quote", "case_study", "review", "event"];

    public static void Map(IEndpointRouteBuilder advocates)
    {
        advocates.MapPost("/{id:guid}/references", AskAsync).WithName(nameof(AskForReference));
        advocates
            .MapGet("/{id:guid}/references", ListAsync)
            .WithName("ListReferences")
            .WithDescription("What an advocate was asked for and what came of it.");
        advocates
            .MapPut("/references/{referenceId:guid}/status", AnswerAsync)
            .WithName("AnswerReference")
            .WithDescription("What became of asking for a reference.");
    }

    private static async Task<Results<Created<ReferenceResponse>, ProblemHttpResult>> AskAsync(
        Guid id,
        AskForReferenceRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        IOptions<AdvocateOptions> options,
        CancellationToken ct
    )
    {
        var (now, limit) = (clock.GetUtcNow(), options.Value);
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<(Guid AccountId, string Status)?>(
                "select account_id, status from advocate where id = @id for update",
                new { id }
            )
            is not { } advocate
        )
            return Problem.NotFound("advocate", id).ToResult();
        await ownership.RequireAsync(caller, advocate.AccountId, ct);
        if (!Kinds.Contains(request.Kind, StringComparer.Ordinal))
            return Problem.Invalid("kind", $"'{request.Kind}' is none of: {string.Join(", ", Kinds)}").ToResult();
        if (advocate.Status != "active")
            return NotActive(advocate.Status).ToResult();
        var lately = await work.QueryAsync<DateTimeOffset>(
            "select asked_at from reference_request where advocate_id = @id and asked_at > @Since order by asked_at",
            new { id, Since = now.AddDays(-limit.WithinDays) }
        );
        if (lately.Count >= limit.MostReferences)
            return Tired(lately.Count, limit, lately[lately.Count - limit.MostReferences].AddDays(limit.WithinDays))
                .ToResult();

        var reference = new ReferenceResponse
        {
            Id = Guid.CreateVersion7(),
            AdvocateId = id,
            Kind = request.Kind,
            AskedFor = request.AskedFor,
            AskedAt = now,
            AskedBy = caller.Id,
            Status = "asked",
        };
        await work.ExecuteAsync(Insert, reference);
        await work.CommitAsync();
        return TypedResults.Created($"/v1/advocates/references/{reference.Id}", reference);
    }

    private static async Task<Results<Ok<IReadOnlyList<ReferenceResponse>>, ProblemHttpResult>> ListAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await database.ScalarAsync<bool>("select exists (select from advocate where id = @id)", new { id }, ct)
            ? TypedResults.Ok(
                await database.QueryAsync<ReferenceResponse>(
                    $"{Select} where r.advocate_id = @id order by r.asked_at desc",
                    new { id },
                    ct
                )
            )
            : Problem.NotFound("advocate", id).ToResult();

    private static async Task<Results<Ok<ReferenceResponse>, ProblemHttpResult>> AnswerAsync(
        Guid referenceId,
        AnswerReferenceRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ScalarAsync<Guid?>(
                "select a.account_id from reference_request r join advocate a on a.id = r.advocate_id where r.id "
                    + "= @referenceId for update of r",
                new { referenceId }
            )
            is not { } account
        )
            return Problem.NotFound("reference", referenceId).ToResult();
        await ownership.RequireAsync(caller, account, ct);
        if (request.Status is not ("accepted" or "refused" or "done"))
            return Problem.Invalid("status", $"'{request.Status}' is none of: accepted, refused, done").ToResult();
        await work.ExecuteAsync(
            "update reference_request set status = @Status, note = @Note, answered_at = @Now where id = @referenceId",
            new
            {
                referenceId,
                request.Status,
                request.Note,
                Now = clock.GetUtcNow(),
            }
        );
        var answer = await work.SingleOrDefaultAsync<ReferenceResponse>(
            $"{Select} where r.id = @referenceId",
            new { referenceId }
        );
        await work.CommitAsync();
        return TypedResults.Ok(answer!);
    }

    private static Problem NotActive(string status) =>
        new(
            "feedback/not-an-advocate",
            StatusCodes.Status409Conflict,
            "This person has not agreed to speak for us.",
            $"Their status is '{status}': set it to active once they have agreed."
        );

    private static Problem Tired(int asked, AdvocateOptions limit, DateTimeOffset again) =>
        new(
            "feedback/asked-too-often",
            StatusCodes.Status409Conflict,
            "This person was asked too often.",
            $"{asked} references within {limit.WithinDays} days; ask again from {again:yyyy-MM-dd}, or ask "
                + $"somebody else."
        );

    private const string Select =
        "select r.id, r.advocate_id, r.kind, r.asked_for, r.asked_at, r.asked_by, r.status, r.note, "
        + "r.answered_at from reference_request r";

    private const string Insert = """
        insert into reference_request (id, advocate_id, kind, asked_for, asked_at, asked_by, status)
            values (@Id, @AdvocateId, @Kind, @AskedFor, @AskedAt, @AskedBy, @Status)
        """;
}
