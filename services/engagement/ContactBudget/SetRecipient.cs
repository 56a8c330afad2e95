using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.ContactBudget;

/// <param name="Email">The person's address in any spelling.</param>
/// <param name="TimeZone">IANA name of where the person is, <c>America/Chicago</c>; null: by the account's
/// country.</param>
/// <param name="Locale">The language they are written to in, <c>de</c> or <c>de-AT</c>; null: English.</param>
/// <param name="State"><c>ok</c>, <c>bounced</c>, <c>complained</c> or <c>left</c>: set it back to <c>ok</c> once an
/// address works again. Null: stays as it is.</param>
public sealed record SetRecipientRequest(
    [Required, StringLength(254, MinimumLength = 3)] string Email,
    [StringLength(100)] string? TimeZone,
    [StringLength(35)] string? Locale,
    string? State
);

/// <param name="Email">The address as it is kept.</param>
/// <param name="TimeZone">The person's IANA time zone; missing where it is not known.</param>
/// <param name="Locale">The person's language, a BCP 47 tag; missing where it is not known.</param>
/// <param name="State"><c>ok</c>, <c>bounced</c>, <c>complained</c> or <c>left</c>.</param>
public sealed record SetRecipientResponse(string Email, string? TimeZone, string? Locale, string State);

public static class SetRecipient
{
    private static readonly string[] States = ["ok", "bounced", "complained", "left"];

    public static void Map(IEndpointRouteBuilder budget) =>
        budget
            .MapPut("/recipient", HandleAsync)
            .WithName(nameof(SetRecipient))
            .WithDescription("Says where a person is and in which language they are written to.");

    private static async Task<Results<Ok<SetRecipientResponse>, ProblemHttpResult>> HandleAsync(
        SetRecipientRequest request,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var email = RecipientAddress.Normalise(request.Email);
        if (email is null)
            errors["email"] = [$"'{request.Email}' is not an e-mail address"];
        if (request.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            errors["timeZone"] = [$"'{zone}' is not a known time zone, such as Europe/Berlin"];
        if (request.State is { } state && !States.Contains(state, StringComparer.Ordinal))
            errors["state"] = [$"'{state}' is none of {string.Join(", ", States)}"];
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();

        await using var work = await database.BeginAsync(ct);
        var kept = await work.SingleOrDefaultAsync<Recipient>(
            Upsert,
            new
            {
                email,
                request.TimeZone,
                request.Locale,
                request.State,
                work.Context.Now,
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(new SetRecipientResponse(kept!.Email, kept.TimeZone, kept.Locale, kept.State));
    }

    private const string Upsert = $"""
        insert into recipient as r (id, email, state, state_at, time_zone, locale, created_at)
        values (gen_random_uuid(), @email, coalesce(@State, 'ok'), @Now, @TimeZone, @Locale, @Now)
        on conflict (email) do update
            set time_zone = @TimeZone, locale = @Locale, state = coalesce(@State, r.state),
                state_at = case when coalesce(@State, r.state) = r.state then r.state_at else @Now end
        returning {Recipient.Columns}
        """;
}
