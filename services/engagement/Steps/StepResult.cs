using System.Text.Json;

namespace Platform.Engagement.Steps;

/// <summary>What became of a step.</summary>
public abstract record StepResult
{
    /// <summary>The run goes on.</summary>
    /// <param name="Output">Kept as <c>steps.KEY</c> for later steps and conditions.</param>
    /// <param name="Next">The step to go on with, where it is not the one that the definition names.</param>
    public sealed record Done(JsonElement? Output = null, string? Next = null) : StepResult;

    /// <summary>The step runs again at an instant.</summary>
    /// <param name="At">When, UTC.</param>
    /// <param name="For">What it waits for, in words: "the weekend's end".</param>
    public sealed record WaitUntil(DateTimeOffset At, string For) : StepResult;

    /// <summary>The step runs again when an event of the account comes, or at the limit.</summary>
    /// <param name="Event">The event's name: <c>engagement.message-seen.v1</c>.</param>
    /// <param name="Until">The limit, UTC.</param>
    /// <param name="For">What it waits for, in words.</param>
    public sealed record WaitForEvent(string Event, DateTimeOffset Until, string For) : StepResult;

    /// <summary>The step runs again when a person has approved the draft; a refusal skips it.</summary>
    public sealed record AwaitApproval(StepDraft Draft, IReadOnlyCollection<string> Classes) : StepResult;

    /// <summary>The contact budget, quiet hours or a preference allow nothing now: the step runs again then.</summary>
    /// <param name="NextFreeAt">When it may be tried again, UTC; null: never, and the step is skipped.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record Refused(DateTimeOffset? NextFreeAt, string Reason) : StepResult;

    /// <summary>Something to tell the outside: written in this transaction, sent after it by the
    /// <see cref="IOutwardCall"/> of that kind, as often as needed under one key; then the step runs again, woken by
    /// <c>sent</c>.</summary>
    /// <param name="Kind">The <see cref="IOutwardCall.Kind"/>.</param>
    /// <param name="EffectKey">See <see cref="StepRun.EffectKey"/>.</param>
    /// <param name="Payload">What the call needs.</param>
    public sealed record Send(string Kind, string EffectKey, JsonElement Payload) : StepResult;

    /// <summary>The step cannot be done; the run fails until a person retries, skips or ends it.</summary>
    public sealed record Failed(string Reason) : StepResult;
}
