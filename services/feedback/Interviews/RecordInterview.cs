using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Interviews;

/// <param name="Kind"><c>win_loss</c> or <c>churn</c>.</param>
/// <param name="Outcome"><c>won</c>, <c>lost</c>, <c>churned</c> or <c>retained</c>.</param>
/// <param name="Conducted"><c>us</c>, or <c>third_party</c>, which may have promised anonymity.</param>
/// <param name="Anonymous">Only of a third party: no person is stored.</param>
/// <param name="ThirdParty">Who conducted it, where it was not us.</param>
/// <param name="Themes">What decided, each theme at most once.</param>
public sealed record RecordInterviewRequest(
    [Required] string Kind,
    [Required] string Outcome,
    [Required] string Conducted,
    [StringLength(200)] string? ThirdParty,
    bool Anonymous,
    Guid? AccountId,
    Guid? ContactId,
    DateOnly HeldOn,
    [Required, StringLength(20_000)] string Summary,
    [Required, MaxLength(20)] IReadOnlyList<CodedTheme> Themes
);

public static class RecordInterview
{
    public static void Map(IEndpointRouteBuilder interviews) =>
        interviews
            .MapPost("/", HandleAsync)
            .WithName(nameof(RecordInterview))
            .WithDescription("Records an interview about a win, a loss or a customer who left.");

    private static async Task<Results<Created<InterviewResponse>, ProblemHttpResult>> HandleAsync(
        RecordInterviewRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        OrganisationCalendar day,
        TimeProvider clock,
        HttpResponse response,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (Validate(request, day.Today) is { Count: > 0 } errors)
            return Problem.Invalid(errors).ToResult();
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (request.AccountId is { } account)
            await KnownAccounts.RequireAsync(work, account, request.ContactId);
        if (await InterviewCoding.FindUnknownAsync(work, request.Themes) is { } unknown)
            return unknown.ToResult();
        await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                request.Kind,
                request.Outcome,
                request.Conducted,
                request.ThirdParty,
                request.Anonymous,
                request.AccountId,
                request.ContactId,
                request.HeldOn,
                request.Summary,
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        await InterviewCoding.StoreAsync(work, id, request.Themes);
        if (request.AccountId is { } whose)
            await work.EnqueueAsync(
                InterviewCoding.EventOf(whose, id, request.Kind, request.Outcome, request.Themes),
                whose
            );
        await work.CommitAsync();
        response.SetETag(1);
        return TypedResults.Created($"/v1/interviews/{id}", (await InterviewReader.ReadAsync(database, id, ct))!);
    }

    private static Dictionary<string, string[]> Validate(RecordInterviewRequest r, DateOnly today)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (r.Kind is not ("win_loss" or "churn"))
            errors["kind"] = [$"'{r.Kind}' is neither win_loss nor churn"];
        if (r.Outcome is not ("won" or "lost" or "churned" or "retained"))
            errors["outcome"] = [$"'{r.Outcome}' is none of: won, lost, churned, retained"];
        if (r.Conducted is not ("us" or "third_party"))
            errors["conducted"] = [$"'{r.Conducted}' is neither us nor third_party"];
        if (r.Anonymous && r.Conducted == "us")
            errors["anonymous"] = ["whom we speak with ourselves we know: only a third party can promise anonymity"];
        if (r.Anonymous && r.ContactId is not null)
            errors["contactId"] = ["an anonymous interview names no person"];
        if (r.ContactId is not null && r.AccountId is null)
            errors["accountId"] = ["is missing: the person's account"];
        if (r.HeldOn > today)
            errors["heldOn"] = [$"{r.HeldOn:yyyy-MM-dd} lies in the future; record an interview once it was held"];
        if (InterviewCoding.DuplicateOf(r.Themes) is { } twice)
            errors["themes"] = [twice];
        return errors;
    }

    private const string Insert = """
        insert into interview (id, kind, outcome, conducted, third_party, anonymous, account_id, contact_id, held_on,
            summary, recorded_at, recorded_by, version)
        values (@id, @Kind, @Outcome, @Conducted, @ThirdParty, @Anonymous, @AccountId, @ContactId, @HeldOn, @Summary,
            @Now, @By, 1)
        """;
}
