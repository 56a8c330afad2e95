using System.Text.Json;
using Platform.Contracts;
using Platform.HealthScoring.Outcomes;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Studies;
using Platform.ServiceKit.Data;
using Platform.Statistics.Learning;

namespace Platform.HealthScoring.Prediction;

/// <summary>Trains a model on all past outcomes, from the measures that each account had some days before, and keeps it
/// as the next version.</summary>
public sealed class TrainOutcomeModel(Database database, PastMeasures past, UsageCalendar calendar, TimeProvider clock)
    : IStudy
{
    public string Kind => "training";

    /// <summary>Measures are many and outcomes few: a firmer pull towards no effect than for a table of thousands. Our
    /// own choice.</summary>
    private const double Penalty = 5;

    private const int MostFeatures = 10;

    public async Task<object> RunAsync(StudyRow study, Func<int, int, Task> progress, CancellationToken ct)
    {
        var outcomes = await OutcomeRepository.ReadAsync(database, calendar.Today, segment: null, ct);
        PastDay Before(Outcome o) => new(o.AccountId, o.DecidedOn.AddDays(-study.HorizonDays));
        var measures = await past.ReadAsync(outcomes.Select(Before), done => progress(done, outcomes.Count), ct);
        // Before an account was known at all there is nothing to learn from.
        var cases = outcomes
            .Where(o => measures.TryGetValue(Before(o), out var values) && values.Present().Any())
            .Select(o => (measures[Before(o)], o.Kind, o.DecidedOn))
            .ToList();

        var table = ModelFeatures.TableOf(cases);
        var result = Trainer.Train(table, new TrainingOptions(Penalty));
        if (result.Model is not { } model)
            return new TrainingOutcome(null, null, ModelFigures.From(result, []));

        var about = model.Classes.Contains(OutcomeKinds.Churned, StringComparer.Ordinal)
            ? OutcomeKinds.Churned
            : model.Classes[0];
        var figures = ModelFigures.From(
            result,
            [
                .. model
                    .Strongest(table, about)
                    .Take(MostFeatures)
                    .Select(s => new StrongFeature(s.Column, s.Strength, s.Toward)),
            ]
        );
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("lock table model in exclusive mode");
        var version = await work.ScalarAsync<int>(
            Insert,
            new
            {
                Id = id,
                At = clock.GetUtcNow(),
                By = study.RequestedBy,
                study.HorizonDays,
                From = cases.Min(c => c.DecidedOn),
                To = cases.Max(c => c.DecidedOn),
                Model = JsonSerializer.Serialize(model, ContractJson.Options),
                Figures = JsonSerializer.Serialize(figures, ContractJson.Options),
            }
        );
        await work.CommitAsync();
        return new TrainingOutcome(id, version, figures);
    }

    private const string Insert = """
        insert into model (model_id, version, trained_at, trained_by, horizon_days, data_from, data_to, model, figures)
        select @Id, coalesce(max(version), 0) + 1, @At, @By, @HorizonDays, @From, @To, @Model::jsonb, @Figures::jsonb
            from model
        returning version
        """;
}
