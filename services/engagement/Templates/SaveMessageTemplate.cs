using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Templates;

/// <param name="Topic">What it is about; see the contact budget.</param>
/// <param name="Variables">Variables that a step gives; without them only those of the contact and the account.</param>
/// <param name="Fallbacks">What is written where a variable is not known, by its name. Without one the message is not
/// sent.</param>
/// <param name="Variants">1 to 50 wordings.</param>
public sealed record SaveMessageTemplateRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    [Required] string Topic,
    IReadOnlyList<DeclaredVariable>? Variables,
    IReadOnlyDictionary<string, string>? Fallbacks,
    [Required, Length(1, 50)] IReadOnlyList<TemplateVariant> Variants
);

public static class SaveMessageTemplate
{
    private const int LongestText = 64 * 1024;

    public static void Map(IEndpointRouteBuilder templates) =>
        templates
            .MapPut("/{key}", HandleAsync)
            .WithName(nameof(SaveMessageTemplate))
            .WithDescription(
                "Makes or changes a template in Liquid. An unknown variable is refused with its place and the nearest "
                    + "names."
            );

    private static async Task<Results<Ok<MessageTemplateResponse>, ProblemHttpResult>> HandleAsync(
        [RegularExpression("^[a-z0-9][a-z0-9-]{0,99}$")] string key,
        SaveMessageTemplateRequest request,
        Caller caller,
        HttpRequest http,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        var expected = http.ExpectedVersion();
        var body = new TemplateBody(
            request.Variables ?? [],
            request.Fallbacks ?? new Dictionary<string, string>(StringComparer.Ordinal),
            request.Variants
        );
        if (body.Variants.Any(variant => variant.Text.Length + (variant.Html?.Length ?? 0) > LongestText))
            return Problem.Invalid("variants", $"one is longer than {LongestText} characters").ToResult();
        if (TemplateChecker.Errors(body, request.Topic) is { Count: > 0 } errors)
            return TemplateProblems.NotValid(errors).ToResult();

        await using var work = await database.BeginAsync(ct);
        var current = await work.SingleOrDefaultAsync<TemplateRow>(
            $"{TemplateRow.Select} where key = @key for update",
            new { key }
        );
        if (expected is { } version && version != (current?.Version ?? 0))
            return current is null
                ? Problem.NotFound("message template", key).ToResult()
                : ETags.LostUpdate("message template", version, current.Version, current.ToResponse()).ToResult();
        var saved = await work.SingleOrDefaultAsync<TemplateRow>(
            Save,
            new
            {
                key,
                request.Name,
                request.Topic,
                Body = JsonSerializer.Serialize(body, ContractJson.Options),
                work.Context.Now,
                Actor = caller.Id,
            }
        );
        await work.CommitAsync();
        response.SetETag(saved!.Version);
        return TypedResults.Ok(saved.ToResponse());
    }

    private const string Save = """
        insert into message_template as t (key, name, topic, body, version, changed_at, changed_by)
        values (@key, @Name, @Topic, @Body::jsonb, 1, @Now, @Actor)
        on conflict (key) do update
            set name = excluded.name, topic = excluded.topic, body = excluded.body, version = t.version + 1,
                changed_at = excluded.changed_at, changed_by = excluded.changed_by
        returning key, name, topic, body::text as body, version, changed_at, changed_by
        """;
}
