using System.Text.Json;
using Platform.Contracts;
using Platform.Engagement.Steps;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Inbox;

/// <summary>Asks a person of ours to do something. The run goes on when they have done it, unless it says
/// <c>"wait": false</c>; after <c>limitDays</c> it goes on without.</summary>
public sealed class TaskStep(OrganisationCalendar calendar) : IStepHandler
{
    private const int DefaultLimitDays = 30;

    public string Type => "task";

    public IReadOnlySet<string> Fields { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "title", "text", "owner", "dueInDays", "limitDays", "wait" };

    public Task<IReadOnlyList<StepProblem>> CheckAsync(JsonElement step, StepCheckContext context, CancellationToken ct)
    {
        var problems = new List<StepProblem>();
        if (
            !step.TryGetProperty("title", out var title)
            || title.ValueKind != JsonValueKind.String
            || title.GetString() is not { Length: > 0 and <= 300 }
        )
            problems.Add(new StepProblem("title", "is no text of 1 to 300 characters"));
        foreach (var (field, most) in new[] { ("dueInDays", 365), ("limitDays", 730) })
        {
            if (
                step.TryGetProperty(field, out var days)
                && (
                    days.ValueKind != JsonValueKind.Number
                    || !days.TryGetInt32(out var count)
                    || count < 0
                    || count > most
                )
            )
                problems.Add(new StepProblem(field, $"is no whole number from 0 to {most}"));
        }

        return Task.FromResult<IReadOnlyList<StepProblem>>(problems);
    }

    public async Task<StepResult> RunAsync(StepRun run, UnitOfWork work, CancellationToken ct)
    {
        var key = $"task:{run.RunId}:{run.StepKey}";
        switch (run.Wake.Kind)
        {
            case "event":
                return new StepResult.Done(run.Wake.Event);
            case "due":
                await InboxItems.CloseAsync(work, key, "service:engagement", "Its limit has passed.");
                return new StepResult.Done(
                    JsonSerializer.SerializeToElement(new { lapsed = true }, ContractJson.Options)
                );
        }

        var due = run.Number("dueInDays") is { } days
            ? calendar.Current.EndOf(calendar.Current.Add(calendar.DateOf(run.Now), days))
            : (DateTimeOffset?)null;
        await InboxItems.OpenAsync(
            work,
            new NewInboxItem(
                InboxKinds.Task,
                run.Account.AccountId,
                run.Approved?.Subject ?? run.Text("title")!,
                "engagement",
                key,
                OwnerOf(run),
                due,
                run.Approved?.Body ?? run.Text("text"),
                run.RunId,
                run.StepKey
            )
        );
        var waits = !run.Definition.TryGetProperty("wait", out var wait) || wait.ValueKind != JsonValueKind.False;
        return waits
            ? new StepResult.WaitForEvent(
                "task",
                run.Now.AddDays(run.Number("limitDays") ?? DefaultLimitDays),
                $"somebody to do \"{run.Text("title")}\""
            )
            : new StepResult.Done();
    }

    /// <summary>A role of the account (<c>csm</c>, the default), else a user id; null lets the item follow the
    /// CSM.</summary>
    private static string? OwnerOf(StepRun run) =>
        run.Text("owner") is not { } owner || owner == "csm" ? null : run.Account.Owner(owner) ?? owner;
}
