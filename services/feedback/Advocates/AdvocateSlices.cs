using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Advocates;

public static class AdvocateSlices
{
    public static void Map(IEndpointRouteBuilder advocates)
    {
        advocates
            .MapGet("/", ListAsync)
            .WithName("ListAdvocates")
            .WithDescription("People who may speak for us, and how often they were asked lately.");
        advocates
            .MapPost("/", ProposeAsync)
            .WithName("ProposeAdvocate")
            .WithDescription("Names a power user who might speak for us.");
        advocates
            .MapPut("/{id:guid}/status", DecideAsync)
            .WithName("DecideAdvocate")
            .WithDescription("The person agreed to speak for us, declined, or is only a candidate again.");
    }

    private static async Task<Page<AdvocateResponse>> ListAsync(
        string? status,
        string? reason,
        Guid? accountId,
        bool? mayBeAsked,
        PageRequest page,
        Database database,
        TimeProvider clock,
        IOptions<AdvocateOptions> options,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<AdvocateRow>(
            $"select * from ({AdvocateRow.Select}) x where (@status::text is null or status = @status) and "
                + $"(@reason::text is null or reason = @reason) and (@accountId::uuid is null or account_id = "
                + $"@accountId) and (@mayBeAsked::boolean is null or @mayBeAsked = (status = 'active' and asked_lately "
                + $"< @MostReferences)) and (@after::uuid is null or id > @after) order by id limit @Limit",
            new
            {
                status,
                reason,
                accountId,
                mayBeAsked,
                after,
                Since = clock.GetUtcNow().AddDays(-options.Value.WithinDays),
                options.Value.MostReferences,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<AdvocateResponse>.From(rows, page.Limit, r => r.ToResponse(options.Value), r => new After(r.Id));
    }

    private static async Task<Results<Ok<AdvocateResponse>, ProblemHttpResult>> ProposeAsync(
        ProposeAdvocateRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        AdvocateFinder finder,
        TimeProvider clock,
        IOptions<AdvocateOptions> options,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, request.AccountId, ct);
        await using var work = await database.BeginAsync(ct);
        await Requests.RequestService.RequireKnownAsync(work, request.AccountId, request.ContactId);
        await finder.ProposeAsync(work, request.AccountId, request.ContactId, "power_user", request.Evidence);
        var row = await work.SingleOrDefaultAsync<AdvocateRow>(
            $"select * from ({AdvocateRow.Select}) x where account_id = @AccountId and contact_id = @ContactId",
            new
            {
                request.AccountId,
                request.ContactId,
                Since = clock.GetUtcNow().AddDays(-options.Value.WithinDays),
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(row!.ToResponse(options.Value));
    }

    private static async Task<Results<Ok<AdvocateResponse>, ProblemHttpResult>> DecideAsync(
        Guid id,
        DecideAdvocateRequest request,
        Caller caller,
        HttpRequest http,
        HttpResponse response,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        IOptions<AdvocateOptions> options,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<(Guid AccountId, int Version)?>(
                "select account_id, version from advocate where id = @id for update",
                new { id }
            )
            is not { } found
        )
            return Problem.NotFound("advocate", id).ToResult();
        await ownership.RequireAsync(caller, found.AccountId, ct);
        if (expected is { } version && version != found.Version)
            return ETags
                .LostUpdate("advocate", version, found.Version, await AnswerAsync(work, id, clock, options.Value))
                .ToResult();
        if (request.Status is not ("active" or "declined" or "candidate"))
            return Problem.Invalid("status", $"'{request.Status}' is none of: active, declined, candidate").ToResult();
        await work.ExecuteAsync(
            "update advocate set status = @Status, decided_at = @Now, decided_by = @By, version = version + 1 "
                + "where id = @id",
            new
            {
                id,
                request.Status,
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        var decided = await AnswerAsync(work, id, clock, options.Value);
        await work.CommitAsync();
        response.SetETag(decided.Version);
        return TypedResults.Ok(decided);
    }

    private static async Task<AdvocateResponse> AnswerAsync(
        UnitOfWork work,
        Guid id,
        TimeProvider clock,
        AdvocateOptions options
    ) =>
        (
            await work.SingleOrDefaultAsync<AdvocateRow>(
                $"select * from ({AdvocateRow.Select}) x where id = @id",
                new { id, Since = clock.GetUtcNow().AddDays(-options.WithinDays) }
            )
        )!.ToResponse(options);

    private sealed record After(Guid Id);
}
