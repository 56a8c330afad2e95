using Platform.ServiceKit.Hosting;

namespace Platform.Feedback.Daily;

/// <summary>Something that time alone brings about. Runs often, and must do nothing the second time.</summary>
public interface ITimedTask
{
    Task RunAsync(DateTimeOffset now, CancellationToken ct);
}

/// <summary>Runs the tasks at start, then every few seconds: a deadline that has passed, or a wave that is due, is noticed soon.</summary>
public sealed class TimedTasks(IEnumerable<ITimedTask> tasks, TimeProvider clock, ILogger<TimedTasks> logger) : RepeatedWork(TimeSpan.FromSeconds(10), logger)
{
    public async Task RunOnceAsync(CancellationToken ct)
    {
        foreach (var task in tasks) await task.RunAsync(clock.GetUtcNow(), ct);
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        foreach (var task in tasks) await TryAsync(task.GetType().Name, stopping => task.RunAsync(clock.GetUtcNow(), stopping), ct);
    }
}
