using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.ContactBudget;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.InApp;

/// <param name="Reason"><c>offered</c>, <c>not_live</c>, <c>unknown_account</c>, <c>not_started</c>, <c>ended</c>,
/// <c>other_page</c>, <c>not_in_audience</c>, <c>seen_before</c>, <c>completed</c>, <c>dismissed</c>, <c>snoozed</c>,
/// <c>contact_budget</c> or <c>lost_to_priority</c>.</param>
/// <param name="Explanation">The same in words.</param>
/// <param name="LostTo">The message that took the only place.</param>
/// <param name="AnchorMissing">How often its anchor was not there, as a share of page views since it went live, 0–1;
/// absent where it has none or none was looked for.</param>
public sealed record GetMessageReasonResponse(string Reason, string Explanation, Guid? LostTo, double? AnchorMissing);

public static class GetMessageReason
{
    public static void Map(IEndpointRouteBuilder messages) =>
        messages
            .MapGet("/{id:guid}/reason", HandleAsync)
            .WithName(nameof(GetMessageReason))
            .WithDescription("Why a user is or is not offered a message, decided as the product's page would have it.");

    /// <param name="accountId">The account of the user.</param>
    /// <param name="user">The product's own user id.</param>
    /// <param name="page">The path that is open; any unless it is given.</param>
    private static async Task<Results<Ok<GetMessageReasonResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid accountId,
        [Required] string user,
        string? page,
        Database database,
        MessageWriter messages,
        LiveInApp live,
        OrganisationCalendar calendar,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await messages.FindAsync(id, ct) is not { } row)
            return Problem.NotFound("message", id).ToResult();
        if (UserIdentity.From(row.ApplicationId, accountId.ToString(), user) is not { } identity)
            return Problem.Invalid("user", "is empty or longer than 200 characters").ToResult();
        var facts = await AudienceFacts.ReadAsync(database, identity, ct);
        var application = (await live.GetAsync(ct)).Find(row.ApplicationId);
        var verdict = MessageDecider
            .Decide(application?.Messages ?? [], facts, page, calendar.Today, clock.GetUtcNow())
            .FirstOrDefault(verdict => verdict.Message.Id == id);
        var reason = verdict?.Reason ?? Reasons.NotLive;
        var explanation = Reasons.Describe(reason);
        if (
            verdict is { IsOffered: true }
            && await database.SingleOrDefaultAsync<(string State, string? Because)?>(
                Touched,
                new { Key = Offer.EffectKey(id, facts!, verdict.Showing) },
                ct
            )
                is { State: "refused" or "released" } touch
        )
        {
            reason = Reasons.ContactBudget;
            explanation =
                $"{Reasons.Describe(reason)} {(touch.Because is { } why ? RefusalReason.Describe(why) : "")}".TrimEnd();
        }

        if (reason == Reasons.NotLive && row.PausedReason is { } paused)
            explanation = $"{explanation} {paused}";
        return TypedResults.Ok(
            new GetMessageReasonResponse(
                reason,
                explanation,
                verdict?.LostTo,
                await database.ScalarAsync<double?>(Missing, new { id }, ct)
            )
        );
    }

    private const string Touched = "select state, refused_because from touch where effect_key = @Key";

    private const string Missing = """
        select avg(case when c.found then 0 else 1 end)::float8
        from anchor_check c join message m on m.id = c.message_id
        where m.id = @id and c.at >= m.live_since
        """;
}
