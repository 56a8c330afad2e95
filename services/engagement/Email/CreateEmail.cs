using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.Engagement.ContactBudget;
using Platform.Engagement.Templates;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Email;

/// <param name="ContactId">Who is written to.</param>
/// <param name="Template">A template's key; without it <paramref name="Subject"/> and <paramref name="Text"/>.</param>
/// <param name="Values">Values of the template's own variables.</param>
/// <param name="Subject">One line; it goes as a message between two people.</param>
/// <param name="Text">Paragraphs are separated by an empty line.</param>
/// <param name="ReplyTo">The Message-ID that it answers.</param>
public sealed record CreateEmailRequest(
    Guid ContactId,
    [StringLength(100)] string? Template,
    IReadOnlyDictionary<string, JsonElement>? Values,
    [StringLength(300)] string? Subject,
    [StringLength(60_000)] string? Text,
    [StringLength(500)] string? ReplyTo
);

public static class CreateEmail
{
    public static void Map(IEndpointRouteBuilder emails) =>
        emails
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateEmail))
            .WithDescription("Writes to one person, by a template or in own words. 409 says when it may be sent.");

    private static async Task<Results<Created<EmailResponse>, ProblemHttpResult>> HandleAsync(
        CreateEmailRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        MessageTemplates templates,
        ContactBudgetService budget,
        EmailQueue queue,
        CancellationToken ct
    )
    {
        var errors = Check(request);
        if (errors.Count > 0)
            return Problem.Invalid(errors).ToResult();
        await using var work = await database.BeginAsync(ct);
        if (await AccountCopies.FindContactAsync(work, request.ContactId) is not { } person)
            return Problem.NotFound("contact", request.ContactId).ToResult();
        await ownership.RequireAsync(caller, person.AccountId, ct);
        if (RecipientAddress.Normalise(person.Email) is not { } address)
            return Problem.Invalid("contactId", $"{person.Name} has no e-mail address").ToResult();

        var (topic, message, problem) = await WriteAsync(request, person, address, database, work, templates, ct);
        if (problem is not null)
            return problem.ToResult();
        var key = $"mail:{Guid.CreateVersion7():N}";
        var place = await budget.ReserveAsync(
            work,
            new TouchRequest(address, person.AccountId, TouchChannels.Email, topic, 50, caller.Id, key)
            {
                IsHeld = true,
            },
            ct
        );
        if (place.State == TouchState.Refused)
        {
            await work.CommitAsync();
            return ContactBudgetProblems.Refused(place).ToResult();
        }
        var id = await queue.EnqueueAsync(
            work,
            new OutgoingEmail(
                key,
                place.TouchId,
                person.AccountId,
                person.ContactId,
                person.Name,
                topic,
                message!,
                caller.Id
            )
            {
                InReplyTo = request.ReplyTo,
            }
        );
        if (place.At > work.Context.Now)
            await work.ExecuteAsync(
                "update email_message set next_attempt_at = @At where id = @id",
                new { id, place.At }
            );
        var mail = await work.SingleOrDefaultAsync<EmailMessage>($"{EmailMessage.Select} where m.id = @id", new { id });
        await work.CommitAsync();
        return TypedResults.Created($"/v1/emails/{id}", EmailResponse.From(mail!));
    }

    private static async Task<(string Topic, RenderedMessage? Message, Problem? Problem)> WriteAsync(
        CreateEmailRequest request,
        ContactCopy person,
        string address,
        Database database,
        UnitOfWork work,
        MessageTemplates templates,
        CancellationToken ct
    )
    {
        if (request.Template is not { } key)
            return (
                TouchTopics.OneToOne,
                new RenderedMessage(request.Subject!, request.Text!, HtmlFromText.Convert(request.Text!)),
                null
            );
        if (await MessageTemplates.DescribeAsync(database, key, ct) is not { } template)
            return ("", null, Problem.Invalid("template", $"there is no template '{key}'"));
        var account = await AccountCopies.FindAsync(work, person.AccountId);
        var locale = await work.ScalarAsync<string>(
            "select locale from recipient where email = @address",
            new { address }
        );
        try
        {
            var message = await templates.RenderAsync(
                work,
                key,
                account!,
                person,
                locale,
                request.Values ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            );
            return (template.Topic, message, null);
        }
        catch (Exception exception) when (exception is MissingValueException or TemplateLimitException)
        {
            return ("", null, EmailProblems.NotWritten(exception.Message));
        }
    }

    private static Dictionary<string, string[]> Check(CreateEmailRequest request)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (request.Template is not null)
        {
            if (request.Subject is not null || request.Text is not null)
                errors["template"] = ["stands beside subject or text: either the template writes, or you"];
            return errors;
        }
        if (string.IsNullOrWhiteSpace(request.Subject) || request.Subject.IndexOfAny(['\r', '\n']) >= 0)
            errors["subject"] = ["is not one line of text"];
        if (string.IsNullOrWhiteSpace(request.Text))
            errors["text"] = ["is missing"];
        return errors;
    }
}
