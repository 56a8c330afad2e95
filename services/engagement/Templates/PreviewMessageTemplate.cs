using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Templates;

/// <param name="ContactIds">Up to ten people to write to; without them ten who are at hand.</param>
/// <param name="Locale">The language; without it English.</param>
/// <param name="Values">Values of the variables that the template declares.</param>
public sealed record PreviewMessageTemplateRequest(
    [MaxLength(10)] IReadOnlyList<Guid>? ContactIds,
    [StringLength(35)] string? Locale,
    IReadOnlyDictionary<string, JsonElement>? Values
);

/// <param name="Message">What the person would get; null where it would not be sent.</param>
/// <param name="Problem">Why it would not be sent.</param>
public sealed record PreviewMessageTemplateItem(
    Guid ContactId,
    string Contact,
    string Account,
    RenderedMessage? Message,
    string? Problem
);

public sealed record PreviewMessageTemplateResponse(IReadOnlyList<PreviewMessageTemplateItem> Items);

public static class PreviewMessageTemplate
{
    private const int Most = 10;

    public static void Map(IEndpointRouteBuilder templates) =>
        templates
            .MapPost("/{key}/preview", HandleAsync)
            .WithName(nameof(PreviewMessageTemplate))
            .WithDescription("Shows what ten real people would get, and who would get nothing and why.");

    private static async Task<Results<Ok<PreviewMessageTemplateResponse>, ProblemHttpResult>> HandleAsync(
        string key,
        PreviewMessageTemplateRequest request,
        Database database,
        MessageTemplates templates,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<TemplateRow>($"{TemplateRow.Select} where key = @key", new { key })
            is not { } row
        )
            return Problem.NotFound("message template", key).ToResult();
        var people = await work.QueryAsync<ContactCopy>(
            People,
            new { Ids = request.ContactIds?.ToArray(), Limit = Most }
        );
        var items = new List<PreviewMessageTemplateItem>();
        foreach (var person in people)
            if (await AccountCopies.FindAsync(work, person.AccountId) is { } account)
                items.Add(await ShowAsync(templates, row.ReadBody(), account, person, request));
        return TypedResults.Ok(new PreviewMessageTemplateResponse(items));
    }

    private static async Task<PreviewMessageTemplateItem> ShowAsync(
        MessageTemplates templates,
        TemplateBody body,
        AccountCopy account,
        ContactCopy person,
        PreviewMessageTemplateRequest request
    )
    {
        var values = new Dictionary<string, JsonElement>(
            request.Values ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal),
            StringComparer.Ordinal
        );
        values.TryAdd("preferences_url", JsonSerializer.SerializeToElement("https://example.com/preferences"));
        try
        {
            var message = await templates.RenderAsync(body, account, person, request.Locale, values);
            return new(person.ContactId, person.Name, account.Name, message, null);
        }
        catch (Exception exception) when (exception is MissingValueException or TemplateLimitException)
        {
            return new(person.ContactId, person.Name, account.Name, null, exception.Message);
        }
    }

    private const string People = $"""
        {ContactCopy.Select}
        where (@Ids::uuid[] is null or contact_id = any(@Ids)) and status = 'active'
        order by contact_id limit @Limit
        """;
}
