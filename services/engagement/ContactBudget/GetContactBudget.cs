using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.ContactBudget;

/// <param name="Per"><c>person</c> or <c>account</c>.</param>
/// <param name="Days">The window's length.</param>
/// <param name="Used">Touches of the last so many days, and reservations that are due.</param>
/// <param name="Limit">How many are allowed.</param>
public sealed record GetContactBudgetWindow(string Per, int Days, int Used, int Limit);

/// <param name="Id">The touch.</param>
/// <param name="Source">Who wrote, or wants to.</param>
/// <param name="State"><c>reserved</c>, <c>sent</c>, <c>released</c> or <c>refused</c>.</param>
/// <param name="At">When it was sent, may be sent, or was wanted.</param>
/// <param name="IsNeverStopped">Counts and is never refused: a reply between two people, or what they have to
/// know.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="NextFreeAt">Where it was refused, when it may come again.</param>
/// <param name="RequestedBy">User id of the person, or the service, that asked for the place.</param>
public sealed record GetContactBudgetTouch(
    Guid Id,
    Guid? AccountId,
    string Source,
    string Channel,
    string Topic,
    int Priority,
    string State,
    DateTimeOffset At,
    bool IsNeverStopped,
    string? Reason,
    DateTimeOffset? NextFreeAt,
    string RequestedBy
);

/// <param name="Email">The address as it is kept: lower case, NFC, the domain in ASCII.</param>
/// <param name="State"><c>ok</c>, <c>bounced</c>, <c>complained</c> or <c>left</c>.</param>
/// <param name="TimeZone">The person's own, where it is known; else that of the account's country or of the
/// organisation holds.</param>
/// <param name="Refuses">What the person does not want, <c>topic/channel</c> with <c>*</c> for all.</param>
/// <param name="Windows">How much of the budget is used now.</param>
/// <param name="NextFreeAt">The first instant at which the person may be written to; null: none as long as their state
/// stands.</param>
/// <param name="Touches">The latest 100, latest first.</param>
/// <param name="Locale">The person's language, a BCP 47 tag; missing where it is not known.</param>
public sealed record GetContactBudgetResponse(
    string Email,
    string State,
    string? TimeZone,
    string? Locale,
    IReadOnlyList<string> Refuses,
    IReadOnlyList<GetContactBudgetWindow> Windows,
    DateTimeOffset? NextFreeAt,
    IReadOnlyList<GetContactBudgetTouch> Touches
);

public static class GetContactBudget
{
    public static void Map(IEndpointRouteBuilder budget) =>
        budget
            .MapGet("/", HandleAsync)
            .WithName(nameof(GetContactBudget))
            .WithDescription("Who wrote to a person and when, what is planned, and from when on there is room.");

    private static async Task<Results<Ok<GetContactBudgetResponse>, ProblemHttpResult>> HandleAsync(
        [Required] string email,
        Database database,
        ContactBudgetService budget,
        IOptions<ContactBudgetOptions> options,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (RecipientAddress.Normalise(email) is not { } address)
            return Problem.Invalid("email", $"'{email}' is not an e-mail address").ToResult();
        var now = clock.GetUtcNow();
        var person = await database.SingleOrDefaultAsync<Recipient>(
            $"select {Recipient.Columns} from recipient where email = @address",
            new { address },
            ct
        ) ?? new Recipient { Email = address, State = "ok" };
        var latest = await database.QueryAsync<Touch>(Latest, new { person.Id }, ct);
        var refusals = await database.QueryAsync<OptOut>(
            "select recipient_id, topic, channel from opt_out where recipient_id = @Id order by topic, channel",
            new { person.Id },
            ct
        );
        var counting = await database.QueryAsync<Touch>(
            Counting,
            new { person.Id, Since = now - ContactBudgetService.Longest },
            ct
        );
        var next = person.State == "ok" ? await budget.NextFreeAsync(database, person, counting, now, ct) : null;
        return TypedResults.Ok(
            new GetContactBudgetResponse(
                address,
                person.State,
                person.TimeZone,
                person.Locale,
                [.. refusals.Select(refusal => $"{refusal.Topic}/{refusal.Channel}")],
                [.. options.Value.PersonWindows().Select(window => UseOf(window, counting, now))],
                next,
                [.. latest.Select(Show)]
            )
        );
    }

    private static GetContactBudgetWindow UseOf(
        BudgetWindow window,
        IReadOnlyList<Touch> touches,
        DateTimeOffset now
    ) =>
        new(
            "person",
            (int)window.Length.TotalDays,
            touches.Count(touch => touch.At > now - window.Length && touch.At <= now),
            window.Limit
        );

    private static GetContactBudgetTouch Show(Touch touch) =>
        new(
            touch.Id,
            touch.AccountId,
            touch.Source,
            touch.Channel,
            touch.Topic,
            touch.Priority,
            touch.State,
            touch.At,
            touch.IsExempt,
            touch.RefusedBecause,
            touch.NextFreeAt,
            touch.RequestedBy
        );

    private const string Latest =
        $"select {Touch.Columns} from touch where recipient_id = @Id order by at desc, id desc limit 100";

    private const string Counting =
        $"select {Touch.Columns} from touch where recipient_id = @Id and at > @Since "
        + "and state in ('reserved', 'sent') order by at";
}
