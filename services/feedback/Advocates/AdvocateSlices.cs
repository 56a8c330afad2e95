using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Advocates;

/// <param name="LatestClass">What the person said at last: a candidate who is no promoter any more should not be
/// asked.</param>
/// <param name="AskedLately">References asked for within the fatigue limit's days.</param>
/// <param name="Status">candidate, active (has agreed) or declined.</param>
/// <param name="MayBeAsked">Whether they are active and were not asked too often lately.</param>
/// <param name="IdentifiedAt">When they were found or proposed (RFC 3339, UTC).</param>
public sealed record AdvocateResponse(
    Guid Id,
    Guid AccountId,
    string? Account,
    Guid? ContactId,
    string? Contact,
    string Reason,
    string Evidence,
    string Status,
    string? LatestClass,
    int AskedLately,
    bool MayBeAsked,
    DateTimeOffset IdentifiedAt,
    int Version
);

/// <param name="Status"><c>active</c> (has agreed), <c>declined</c>, or <c>candidate</c> again.</param>
public sealed record DecideAdvocateRequest([Required] string Status);

/// <summary>For power users whom a person here, or a partner's system, names; scoring's own come by event.</summary>
public sealed record ProposeAdvocateRequest(
    Guid AccountId,
    Guid ContactId,
    [Required, StringLength(500)] string Evidence
);

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

internal sealed class AdvocateRow
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string? Account { get; init; }
    public Guid? ContactId { get; init; }
    public string? Contact { get; init; }
    public string Reason { get; init; } = "";
    public string Evidence { get; init; } = "";
    public string Status { get; init; } = "";
    public string? LatestClass { get; init; }
    public int AskedLately { get; init; }
    public DateTimeOffset IdentifiedAt { get; init; }
    public int Version { get; init; }

    public AdvocateResponse ToResponse(AdvocateOptions options) =>
        new(
            Id,
            AccountId,
            Account,
            ContactId,
            Contact,
            Reason,
            Evidence,
            Status,
            LatestClass,
            AskedLately,
            Status == "active" && AskedLately < options.MostReferences,
            IdentifiedAt,
            Version
        );

    /// <summary>Needs <c>@Since</c>, where the fatigue limit's days begin.</summary>
    public const string Select = """
        select a.id, a.account_id, c.name as account, a.contact_id, p.name as contact, a.reason, a.evidence, a.status,
            a.identified_at, a.version,
               (select w.class from answer w where w.contact_id = a.contact_id and w.class is not null
                   order by w.answered_at desc limit 1) as latest_class,
               (select count(*)::int from reference_request r
                   where r.advocate_id = a.id and r.asked_at > @Since) as asked_lately
        from advocate a
        left join account_copy c on c.account_id = a.account_id
        left join contact_copy p on p.contact_id = a.contact_id
        """;
}
