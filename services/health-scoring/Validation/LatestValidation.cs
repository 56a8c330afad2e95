using Platform.HealthScoring.Studies;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Validation;

/// <summary>The latest validation of a scorecard.</summary>
internal static class LatestValidation
{
    /// <summary>Null when the scorecard was never validated.</summary>
    public static async Task<ValidationResponse?> OfAsync(Database database, Guid scorecardId, CancellationToken ct)
    {
        var rows = await database.QueryAsync<StudyRow>(
            $"select {StudyRow.Columns} from study where scorecard_id = @scorecardId and kind = 'validation' "
                + $"order by requested_at desc limit 1",
            new { scorecardId },
            ct
        );
        return rows.Count == 0 ? null : ValidationResponse.From(rows[0]);
    }
}
