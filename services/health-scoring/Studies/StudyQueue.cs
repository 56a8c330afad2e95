using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Studies;

/// <summary>Takes requests for studies and hands them to whichever replica is free.</summary>
public sealed class StudyQueue(Database database, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    /// <summary>Inside the caller's transaction; call <see cref="Wake"/> once it committed.</summary>
    public async Task<StudyRow> AddAsync(Work work, string kind, Guid? scorecardId, int horizonDays, string by) =>
        (await work.SingleOrDefaultAsync<StudyRow>(Insert, new { Id = Guid.CreateVersion7(), kind, scorecardId, horizonDays, by, At = clock.GetUtcNow() }))!;

    public void Wake()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _signal.WaitAsync(atMost, ct);

    public Task<StudyRow?> FindAsync(Guid id, string kind, CancellationToken ct) =>
        database.SingleOrDefaultAsync<StudyRow>($"select {StudyRow.Columns} from study where study_id = @id and kind = @kind", new { id, kind }, ct);

    public void Dispose() => _signal.Dispose();

    private const string Insert = $"""
        insert into study (study_id, kind, scorecard_id, horizon_days, requested_by, requested_at)
        values (@Id, @kind, @scorecardId, @horizonDays, @by, @At)
        returning {StudyRow.Columns}
        """;
}
