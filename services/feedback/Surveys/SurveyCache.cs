using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Surveys;

/// <summary>Finds surveys. A survey's rules never change once it is made, so one that was read is kept.</summary>
public sealed class SurveyCache(Database database)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, Survey> _known = new();

    /// <exception cref="ProblemException">404.</exception>
    public async Task<Survey> GetAsync(Guid id, CancellationToken ct)
    {
        if (_known.TryGetValue(id, out var known))
            return known;
        var row = await database.SingleOrDefaultAsync<SurveyRow>($"{SurveyRow.Select} where id = @id", new { id }, ct)
            ?? throw Problem.NotFound("survey", id).ToException();
        return _known.GetOrAdd(id, row.ToSurvey());
    }
}
