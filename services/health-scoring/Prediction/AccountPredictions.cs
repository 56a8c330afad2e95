using Platform.HealthScoring.Outcomes;
using Platform.HealthScoring.Scores;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.Statistics.Learning;

namespace Platform.HealthScoring.Prediction;

/// <summary>Predicts from an account's current measures with the latest model; REST and gRPC show the same.</summary>
public sealed class AccountPredictions(Database database, ScoreReader scores)
{
    private const int MostContributions = 10;

    /// <summary>A class, so that another thread sees all of it or nothing.</summary>
    private sealed record Loaded(Guid Id, TrainedModel Model);

    private Loaded? _loaded;

    /// <exception cref="ProblemException">404 where the account has no score yet, or where there is no model that knows
    /// anything.</exception>
    public async Task<PredictionResponse> OfAsync(Guid accountId, CancellationToken ct)
    {
        var rows = await database.QueryAsync<ModelRow>(
            $"select {ModelRow.Columns} from model order by version desc limit 1",
            null,
            ct
        );
        if (rows.Count == 0)
            throw PredictionProblems.NoModel().ToException();
        var row = rows[0];
        var worth = row.Worth();
        if (worth.NothingToLearn)
            throw PredictionProblems.NothingToLearn(row.Version, worth.Verdict).ToException();
        if (await scores.CurrentAsync(accountId, ct) is not { } score)
            throw ScoreProblems.NoScore(accountId, null).ToException();

        if (_loaded is not { } loaded || loaded.Id != row.ModelId)
            _loaded = loaded = new Loaded(row.ModelId, row.Trained());
        var values = score.Row.Values;
        var about = loaded.Model.Classes.Contains(OutcomeKinds.Churned, StringComparer.Ordinal)
            ? OutcomeKinds.Churned
            : loaded.Model.Classes[0];
        var prediction = loaded.Model.Explain(ModelFeatures.Of(values), about);
        return new(
            accountId,
            score.Row.AsOf,
            row.HorizonDays,
            row.Version,
            prediction.Probabilities,
            [
                .. prediction
                    .Contributions.Where(c => c.LogOdds != 0)
                    .Take(MostContributions)
                    .Select(c => new PredictionContribution(
                        c.Column,
                        Scoring.MeasureCatalogue.TryParse(c.Column, out var measure) ? values[measure] : null,
                        c.LogOdds
                    )),
            ],
            worth.Verdict
        );
    }
}
