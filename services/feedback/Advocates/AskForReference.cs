using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Advocates;

/// <param name="Kind"><c>call</c>, <c>quote</c>, <c>case_study</c>, <c>review</c> or <c>event</c>.</param>
/// <param name="AskedFor">The prospect or occasion.</param>
public sealed record AskForReferenceRequest([Required] string Kind, [Required, StringLength(500)] string AskedFor);

/// <summary>Asks an advocate for a reference. The lock on the advocate holds the limit: by default two within 90
/// days.</summary>
public static class AskForReference
{
    public static void Map(IEndpointRouteBuilder advocates) =>
        advocates.MapPost("/{id:guid}/references", HandleAsync).WithName(nameof(AskForReference));

    private static readonly string[] Kinds = ["call", "quote", "case_study", "review", "event"];

    private static async Task<Results<Created<ReferenceResponse>, ProblemHttpResult>> HandleAsync(
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
            return AskedTooOften(
                    lately.Count,
                    limit,
                    lately[lately.Count - limit.MostReferences].AddDays(limit.WithinDays)
                )
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

    private static Problem NotActive(string status) =>
        new(
            "feedback/not-an-advocate",
            StatusCodes.Status409Conflict,
            "This person has not agreed to speak for us.",
            $"Their status is '{status}': set it to active once they have agreed."
        );

    private static Problem AskedTooOften(int asked, AdvocateOptions limit, DateTimeOffset again) =>
        new(
            "feedback/asked-too-often",
            StatusCodes.Status409Conflict,
            "This person was asked too often.",
            $"{asked} references within {limit.WithinDays} days; ask again from {again:yyyy-MM-dd}, or ask "
                + $"another advocate."
        );

    private const string Insert = """
        insert into reference_request (id, advocate_id, kind, asked_for, asked_at, asked_by, status)
            values (@Id, @AdvocateId, @Kind, @AskedFor, @AskedAt, @AskedBy, @Status)
        """;
}
