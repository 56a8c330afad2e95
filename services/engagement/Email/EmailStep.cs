using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.Engagement.Accounts;
using Platform.Engagement.ContactBudget;
using Platform.Engagement.Steps;
using Platform.Engagement.Templates;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Email;

/// <summary>
/// <c>email</c>: writes to a person of the account by a template. <c>template</c> is its key; <c>to</c> is
/// <c>contact</c> (whom the run is about, the default) or <c>role:champion</c>; <c>values</c> are those of the
/// template's own variables; <c>topic</c> and <c>priority</c> are the template's and 50 by default.
/// </summary>
public sealed class EmailStep(
    Database database,
    ContactBudgetService budget,
    MessageTemplates templates,
    EmailQueue queue,
    IOptions<EmailOptions> options
) : IStepHandler
{
    private const string RolePrefix = "role:";
    private const int DefaultPriority = 50;

    public string Type => "email";

    public IReadOnlySet<string> Fields { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "template", "to", "values", "topic", "priority" };

    public async Task<IReadOnlyList<StepProblem>> CheckAsync(
        JsonElement step,
        StepCheckContext context,
        CancellationToken ct
    )
    {
        var problems = new List<StepProblem>();
        var key = TextOf(step, "template");
        if (key is null)
            problems.Add(new StepProblem("template", "is missing: the key of a message template"));
        else if (await MessageTemplates.DescribeAsync(database, key, ct) is null)
            problems.Add(
                new StepProblem(
                    "template",
                    $"there is no template '{key}'",
                    TemplateVariables.Nearest(key, await MessageTemplates.KeysAsync(database, ct))
                )
            );
        if (TextOf(step, "to") is { } to && to != "contact" && !to.StartsWith(RolePrefix, StringComparison.Ordinal))
            problems.Add(new StepProblem("to", $"'{to}' is neither contact nor role:champion"));
        if (TextOf(step, "to") is null or "contact" && context.SubjectKind == "account")
            problems.Add(new StepProblem("to", "the run is about an account: say role:champion or another role"));
        if (TextOf(step, "topic") is { } topic && !TouchTopics.All.Contains(topic, StringComparer.Ordinal))
            problems.Add(
                new StepProblem("topic", $"'{topic}' is none of {string.Join(", ", TouchTopics.All)}", TouchTopics.All)
            );
        return problems;
    }

    /// <summary>By what the template speaks of.</summary>
    public async Task<IReadOnlyCollection<string>> ClassifyAsync(JsonElement step, CancellationToken ct)
    {
        if (
            TextOf(step, "template") is not { } key
            || await MessageTemplates.DescribeAsync(database, key, ct) is not { } template
        )
            return [];
        var classes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in template.Variables)
        {
            if (name == "account.arr" || Speaks(name, "price") || Speaks(name, "discount"))
                classes.Add(Sensitivity.Price);
            if (Speaks(name, "renewal"))
                classes.Add(Sensitivity.RenewalTerms);
        }
        if (template.Topic == "renewal")
            classes.Add(Sensitivity.RenewalTerms);
        if (template.Topic == "legal")
            classes.Add(Sensitivity.Legal);
        return classes;
    }

    public async Task<StepDraft?> DraftAsync(StepRun run, UnitOfWork work, CancellationToken ct)
    {
        if (await RecipientAsync(run, work) is not { } person)
            return null;
        try
        {
            return await RenderAsync(run, work, person) is { } message ? DraftOf(person, message) : null;
        }
        catch (Exception exception) when (exception is MissingValueException or TemplateLimitException)
        {
            return null;
        }
    }

    public async Task<StepResult> RunAsync(StepRun run, UnitOfWork work, CancellationToken ct)
    {
        if (!options.Value.IsConfigured)
            return new StepResult.WaitUntil(run.Now.AddHours(1), "mail to be configured (Email:Host)");
        if (await RecipientAsync(run, work) is not { } person)
            return new StepResult.Failed(
                $"{run.Account.Name} has nobody to write to as {run.Text("to") ?? "contact"}."
            );
        RenderedMessage message;
        try
        {
            if (await RenderAsync(run, work, person) is not { } rendered)
                return new StepResult.Failed($"There is no template '{run.Text("template")}' any more.");
            message = rendered;
        }
        catch (Exception exception) when (exception is MissingValueException or TemplateLimitException)
        {
            return new StepResult.Failed(exception.Message);
        }
        if (person.Seniority == "executive" && run.Approved is null)
            return new StepResult.AwaitApproval(DraftOf(person, message), [Sensitivity.Executive]);
        if (run.Approved is { } approved)
            message = ApprovedAs(approved, message);
        return await SendAsync(run, work, person, message, ct);
    }

    private async Task<StepResult> SendAsync(
        StepRun run,
        UnitOfWork work,
        ContactCopy person,
        RenderedMessage message,
        CancellationToken ct
    )
    {
        var address = RecipientAddress.Normalise(person.Email)!;
        var topic = run.Text("topic") ?? await TopicAsync(run, ct);
        var key = run.EffectKey(address);
        var place = await budget.ReserveAsync(
            work,
            new TouchRequest(
                address,
                run.Account.AccountId,
                TouchChannels.Email,
                topic,
                run.Number("priority") ?? DefaultPriority,
                $"playbook:{run.Playbook}",
                key
            )
            {
                PlannedAt = run.Now,
                IsDisplaceable = true,
                IsHeld = true,
            },
            ct
        );
        if (place.State == TouchState.Refused)
            return new StepResult.Refused(place.NextFreeAt, RefusalReason.Describe(place.Reason ?? ""));
        if (place.State == TouchState.Reserved && place.At > run.Now)
            return new StepResult.WaitUntil(place.At, "the person's working hours");
        var id = await queue.EnqueueAsync(
            work,
            new OutgoingEmail(
                key,
                place.TouchId,
                run.Account.AccountId,
                person.ContactId,
                person.Name,
                topic,
                message,
                run.StartedBy
            )
            {
                RunId = run.RunId,
                StepKey = run.StepKey,
            }
        );
        return new StepResult.Done(JsonSerializer.SerializeToElement(new { emailId = id, to = address }));
    }

    private async Task<string> TopicAsync(StepRun run, CancellationToken ct) =>
        (await MessageTemplates.DescribeAsync(database, run.Text("template") ?? "", ct))?.Topic ?? "success";

    private async Task<RenderedMessage?> RenderAsync(StepRun run, UnitOfWork work, ContactCopy person)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (run.Definition.TryGetProperty("values", out var given) && given.ValueKind == JsonValueKind.Object)
            foreach (var value in given.EnumerateObject())
                values[value.Name] = value.Value;
        var locale = await work.ScalarAsync<string>(
            "select locale from recipient where email = @Email",
            new { Email = RecipientAddress.Normalise(person.Email) }
        );
        return await templates.RenderAsync(work, run.Text("template") ?? "", run.Account, person, locale, values);
    }

    /// <summary>The run's person, or the first active one of the role who has an address.</summary>
    private static async Task<ContactCopy?> RecipientAsync(StepRun run, UnitOfWork work)
    {
        if (run.Text("to") is { } to && to.StartsWith(RolePrefix, StringComparison.Ordinal))
            return (await AccountCopies.ContactsOfAsync(work, run.Account.AccountId)).FirstOrDefault(person =>
                IsReachable(person) && person.Roles.Contains(to[RolePrefix.Length..], StringComparer.Ordinal)
            );
        return run.Contact is { } contact && IsReachable(contact) ? contact : null;
    }

    private static bool IsReachable(ContactCopy person) =>
        person.Status == "active" && RecipientAddress.Normalise(person.Email) is not null;

    private static StepDraft DraftOf(ContactCopy person, RenderedMessage message) =>
        new([RecipientAddress.Normalise(person.Email)!], message.Subject, message.Text, []);

    /// <summary>What the person saw and approved; edited, the HTML follows the text.</summary>
    private static RenderedMessage ApprovedAs(StepDraft approved, RenderedMessage message) =>
        new(
            approved.Subject ?? message.Subject,
            approved.Body,
            approved.Body == message.Text ? message.Html : HtmlFromText.Convert(approved.Body)
        );

    private static string? TextOf(JsonElement step, string field) =>
        step.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Speaks(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
}
