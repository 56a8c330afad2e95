namespace Platform.ServiceKit.Organisation;

/// <summary>Something that time alone brings about. Runs often, and must do nothing the second time.</summary>
public interface IScheduledJob
{
    /// <param name="today">The organisation's day; a task that goes by the instant takes the clock.</param>
    Task RunAsync(DateOnly today, CancellationToken ct);
}
