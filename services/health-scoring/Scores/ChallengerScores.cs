using System.Globalization;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

/// <summary>Scores under the scorecards on trial, from the inputs that the active ones were just given. They are not
/// published.</summary>
internal sealed class ChallengerScores(ActiveScorecards scorecards)
{
    private readonly List<(Guid Account, Guid Card, HealthScore Score, MeasureValues Values)> _scored = [];

    public void Add(Guid accountId, string? segment, MeasureValues values)
    {
        if (scorecards.AnyTrial && scorecards.ChallengerFor(segment) is { } card)
            _scored.Add((accountId, card.Id, HealthScorer.Score(card.Rules, values), values));
    }

    public async Task WriteAsync(UnitOfWork work, DateOnly asOf, DateTimeOffset now)
    {
        if (_scored.Count == 0)
            return;
        await work.ExecuteAsync(
            InsertChanged,
            new
            {
                asOf,
                At = now,
                Ids = _scored.ConvertAll(s => s.Account).ToArray(),
                Cards = _scored.ConvertAll(s => s.Card).ToArray(),
                Scores = _scored.ConvertAll(s => s.Score.Score?.ToString(CultureInfo.InvariantCulture)).ToArray(),
                Bands = _scored.ConvertAll(s => Bands.TextOf(s.Score.Band)).ToArray(),
                Inputs = _scored.ConvertAll(s => s.Values.ToText()).ToArray(),
            }
        );
    }

    private const string InsertChanged = """
        insert into challenger_score (account_id, scorecard_id, scored_at, as_of, score, band, inputs)
        select r.id, r.card, @At, @asOf, r.score::numeric, r.band, r.inputs::numeric[]
        from unnest(@Ids, @Cards, @Scores, @Bands, @Inputs) as r (id, card, score, band, inputs)
        left join lateral (
            select c.score, c.band from challenger_score c where c.account_id = r.id and c.scorecard_id = r.card
                order by c.scored_at desc limit 1
        ) last on true
        where last.band is distinct from r.band or last.score is distinct from r.score::numeric
            or not exists (select from challenger_score c where c.account_id = r.id and c.scorecard_id = r.card)
        on conflict (account_id, scorecard_id, scored_at) do update
            set score = excluded.score, band = excluded.band, inputs = excluded.inputs
        """;
}
