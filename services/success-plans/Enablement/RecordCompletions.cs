using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.ServiceKit.Text;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Enablement;

/// <summary>Who completed what: one by one, or as the learning platform exports it. The same again changes nothing; a
/// row that fails does not fail the others.</summary>
internal static class RecordCompletions
{
    public const int MostRows = 5_000;

    public static void Map(IEndpointRouteBuilder courses)
    {
        courses
            .MapPost("/{id:guid}/completions", RecordAsync)
            .WithName("RecordCompletion")
            .WithDescription("A person completed a course.");
        courses
            .MapPost("/completions/import", ImportAsync)
            .WithName("ImportCompletions")
            .WithDescription(
                "Completed courses of many people at once; each row is taken or told what is wrong with it."
            )
            .RequireRoles(Roles.Ops, Roles.Manager, Roles.Partner);
    }

    private static async Task<Results<Ok<CompletionResult>, ProblemHttpResult>> RecordAsync(
        Guid id,
        RecordCompletionRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        OrganisationCalendar day,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var account = await database.ScalarAsync<Guid?>(
            "select account_id from contact_copy where contact_id = @ContactId",
            new { request.ContactId },
            ct
        );
        if (account is null)
            return Problem.Invalid("contactId", $"{request.ContactId} is no contact that we know").ToResult();
        await ownership.RequireAsync(caller, account.Value, ct);
        var completedOn = request.CompletedOn ?? day.Today;
        if (completedOn > day.Today)
            return Problem.Invalid("completedOn", $"{completedOn:yyyy-MM-dd} lies in the future").ToResult();
        await using var work = await database.BeginAsync(ct);
        if (await work.ScalarAsync<string>("select code from course where course_id = @id", new { id }) is not { } code)
            return Problem.NotFound("course", id).ToResult();
        var inserted = await work.ExecuteAsync(
            Insert,
            new
            {
                Codes = new[] { code },
                Contacts = new[] { request.ContactId },
                Dates = new[] { completedOn },
                Source = "api",
                By = caller.Id,
                Now = clock.GetUtcNow(),
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(new CompletionResult(1, inserted == 1 ? "inserted" : "unchanged", null, null));
    }

    private static async Task<Ok<ImportCompletionsResponse>> ImportAsync(
        ImportCompletionsRequest request,
        Caller caller,
        Database database,
        OrganisationCalendar day,
        TimeProvider clock,
        CancellationToken ct
    ) => TypedResults.Ok(await TakeAsync(request, caller, database, day, clock, ct));

    internal static async Task<ImportCompletionsResponse> TakeAsync(
        ImportCompletionsRequest request,
        Caller caller,
        Database database,
        OrganisationCalendar day,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var courses = (await work.QueryAsync<string>("select code from course")).ToHashSet(StringComparer.Ordinal);
        var texts = request.Rows.Select(r => Key(r?.Contact)).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var contacts = (
            await work.QueryAsync<Contact>(
                Find,
                new
                {
                    texts = texts.Select(t => t.ToLowerInvariant()).ToArray(),
                    Ids = texts.Select(t => Guid.TryParse(t, out var id) ? id : Guid.Empty).ToArray(),
                }
            )
        ).ToLookup(c => c.Text, StringComparer.OrdinalIgnoreCase);

        var failures = new List<CompletionResult>();
        var good = new List<(string Course, Guid Contact, DateOnly Day)>();
        foreach (var (row, index) in request.Rows.Select((r, i) => (r ?? new CompletionRow(null, null, null), i)))
        {
            var found = contacts[Key(row.Contact)].Select(c => c.ContactId).Distinct().ToList();
            (string Column, string Reason)? fault = row switch
            {
                { Course: null or "" } => ("course", "is empty"),
                _ when !courses.Contains(row.Course!) => ("course", $"there is no course '{row.Course}'"),
                { Contact: null or "" } => ("contact", "is empty"),
                _ when found.Count == 0 => ("contact", $"there is no contact '{row.Contact}'"),
                _ when found.Count > 1 => (
                    "contact",
                    $"'{row.Contact}' is the e-mail of {found.Count} contacts; use the id"
                ),
                { CompletedOn: null } => ("completedOn", "is empty"),
                _ when row.CompletedOn > day.Today => (
                    "completedOn",
                    $"{row.CompletedOn:yyyy-MM-dd} lies in the future"
                ),
                _ => null,
            };
            if (fault is { } f)
                failures.Add(new CompletionResult(index + 1, "failed", f.Column, f.Reason));
            else
                good.Add((row.Course!, found[0], row.CompletedOn!.Value));
        }
        var inserted = await work.ExecuteAsync(
            Insert,
            new
            {
                Codes = good.Select(g => g.Course).ToArray(),
                Contacts = good.Select(g => g.Contact).ToArray(),
                Dates = good.Select(g => g.Day).ToArray(),
                request.Source,
                By = caller.Id,
                Now = clock.GetUtcNow(),
            }
        );
        await work.CommitAsync();
        return new ImportCompletionsResponse(inserted, good.Count - inserted, failures.Count, failures);
    }

    // An e-mail address may come in another spelling of the same letters than the contact's.
    private static string Key(string? contact) => (contact?.Trim() ?? "").ToNfc();

    private sealed class Contact
    {
        public string Text { get; init; } = "";
        public Guid ContactId { get; init; }
    }

    private const string Find = """
        select lower(normalize(trim(email), NFC)) as text, contact_id from contact_copy
          where lower(normalize(trim(email), NFC)) = any(@texts)
        union all select contact_id::text, contact_id from contact_copy where contact_id = any(@Ids)
        """;

    // Validity runs from the day of completion, by the course as it is now.
    private const string Insert = """
        insert into course_completion (completion_id, course_id, account_id, contact_id, completed_on, expires_on,
            source, recorded_by, recorded_at)
        select gen_random_uuid(), k.course_id, c.account_id, c.contact_id, n.day,
            (n.day + make_interval(months => k.valid_months))::date, @Source, @By, @Now
        from (select distinct * from unnest(@Codes, @Contacts, @Dates) as n (code, contact_id, day)) n
        join course k on k.code = n.code join contact_copy c on c.contact_id = n.contact_id
        on conflict on constraint course_completion_once do nothing
        """;
}
