using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Studies;

/// <summary>Takes requests for studies and hands them to whichever replica is free: set, it wakes this process's
/// <see cref="RunStudies"/>.</summary>
public sealed class StudyQueue(Database database, TimeProvider clock) : AsyncAutoResetEvent
{
    /// <summary>Days before an outcome at which accounts are scored, unless the request says otherwise.</summary>
    public const int DefaultHorizonDays = 90;

    /// <summary>Inside the caller's transaction; call <see cref="AsyncAutoResetEvent.Set"/> once it
    /// committed.</summary>
    public async Task<StudyRow> AddAsync(UnitOfWork work, string kind, Guid? scorecardId, int horizonDays, string by) =>
        (
            await work.SingleOrDefaultAsync<StudyRow>(
                Insert,
                new
                {
                    Id = Guid.CreateVersion7(),
                    kind,
                    scorecardId,
                    horizonDays,
                    by,
                    At = clock.GetUtcNow(),
                }
            )
        )!;

    public Task<StudyRow?> FindAsync(Guid id, string kind, CancellationToken ct) =>
        database.SingleOrDefaultAsync<StudyRow>(
            $"select {StudyRow.Columns} from study where study_id = @id and kind = @kind",
            new { id, kind },
            ct
        );

    private const string Insert = $"""
        insert into study (study_id, kind, scorecard_id, horizon_days, requested_by, requested_at)
        values (@Id, @kind, @scorecardId, @horizonDays, @by, @At)
        returning {StudyRow.Columns}
        """;
}
