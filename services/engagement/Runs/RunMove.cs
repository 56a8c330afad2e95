using Platform.Engagement.Playbooks;

namespace Platform.Engagement.Runs;

/// <summary>What a run does next.</summary>
public abstract record RunMove
{
    /// <summary>The step is to be done by its handler.</summary>
    public sealed record Do(PlaybookStep Step) : RunMove;

    /// <summary>A person is to be asked first.</summary>
    public sealed record Ask(PlaybookStep Step) : RunMove;

    /// <summary>The step is over; the run goes on with another, or is done where there is none.</summary>
    /// <param name="Outcome"><c>done</c> or <c>skipped</c>.</param>
    /// <param name="Detail">How it ended, in words.</param>
    public sealed record Pass(PlaybookStep Step, string? Next, string Outcome, string? Detail) : RunMove;

    /// <summary>Nothing happens before an instant, or an event or condition before that.</summary>
    /// <param name="At">The instant, UTC: the limit of a wait for something.</param>
    /// <param name="Event">The event's name, if it waits for one.</param>
    /// <param name="For">What it waits for, in words.</param>
    public sealed record Wait(DateTimeOffset At, string? Event, string For) : RunMove;

    /// <summary>The run is over.</summary>
    /// <param name="State"><c>done</c>, <c>exited</c> or <c>failed</c>.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record End(string State, string Reason) : RunMove;
}
