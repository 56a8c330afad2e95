using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.ServiceKit.Text;

namespace Platform.SuccessPlans.Enablement;

/// <param name="Source">Where the rows come from, for example the learning platform's name.</param>
/// <param name="Rows">At most 1,000 completions, each by the contact's e-mail and the course's code.</param>
public sealed record ImportCompletionsRequest(
    [Required, StringLength(100)] string Source,
    [Required, MaxLength(ImportCompletions.MostRows)] IReadOnlyList<CompletionRow> Rows
);

/// <param name="Inserted">Completions that are new.</param>
/// <param name="Unchanged">Completions that were known.</param>
/// <param name="Failed">Rows that were refused.</param>
/// <param name="Failures">Each with its row and reason.</param>
public sealed record ImportCompletionsResponse(
    int Inserted,
    int Unchanged,
    int Failed,
    IReadOnlyList<CompletionResult> Failures
);

internal static class ImportCompletions
{
    public static void Map(IEndpointRouteBuilder courses) =>
        courses
            .MapPost("/completions/import", HandleAsync)
            .WithName(nameof(ImportCompletions))
            .WithDescription(
                "Completed courses of many people at once; each row is taken or told what is wrong with it."
            )
            .RequireRoles(Roles.Ops, Roles.Manager, Roles.Partner);

    public const int MostRows = 5_000;

    private static async Task<Ok<ImportCompletionsResponse>> HandleAsync(
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
            Completions.Insert,
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
}
