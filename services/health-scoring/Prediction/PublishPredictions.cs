using Platform.Contracts.HealthScoring;
using Platform.HealthScoring.Outcomes;
using Platform.HealthScoring.Scores;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Data;
using Platform.Statistics.Learning;

namespace Platform.HealthScoring.Prediction;

/// <summary>
/// Publishes how likely accounts churn by the latest model: of all accounts when a model was trained, and every hour of
/// those whose measures changed it by half a point. Where no model knows anything nothing is published, and what was
/// published is taken back.
/// </summary>
public sealed class PublishPredictions(
    Database database,
    ScoreReader scores,
    TimeProvider clock,
    ILogger<PublishPredictions> logger
) : PeriodicBackgroundService(TimeSpan.FromSeconds(10), logger)
{
    private const int PageSize = 1_000;
    private const decimal LeastChange = 0.005m;
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    // All batches belong to one aggregate, so that they arrive in order.
    private static readonly Guid Key = new("0193c0de-0000-7000-8000-0000000b4ed1");

    // Lost with the process: the next one publishes all of it once more, which changes nothing.
    private readonly Dictionary<Guid, decimal> _published = [];
    private Guid? _model;
    private DateTimeOffset _next;

    protected override async Task TurnAsync(CancellationToken ct)
    {
        var latest = await database.SingleOrDefaultAsync<ModelRow>(
            $"select {ModelRow.Columns} from model order by version desc limit 1",
            null,
            ct
        );
        if (latest is null || (latest.ModelId == _model && clock.GetUtcNow() < _next))
            return;
        await using var alone = await database.BeginAsync(ct);
        if (!await alone.TryLockAsync("scoring.publish-predictions"))
            return;

        var trained = latest.Trained();
        if (latest.Worth().NothingToLearn || !trained.Classes.Contains(OutcomeKinds.Churned, StringComparer.Ordinal))
            await TakeBackAsync(ct);
        else
            await PublishAsync(latest.Version, trained, ct);
        (_model, _next) = (latest.ModelId, clock.GetUtcNow() + Between);
    }

    private async Task PublishAsync(int version, TrainedModel model, CancellationToken ct)
    {
        var churned = model.Classes.Index().First(kind => kind.Item == OutcomeKinds.Churned).Index;
        for (Guid? after = null; ; )
        {
            var page = await scores.ListAsync(after, null, PageSize, ct);
            if (page.Count == 0)
                return;
            List<ChurnPrediction> changed = [];
            foreach (var score in page)
            {
                var features = ModelFeatures.Of(score.Row.Values);
                var probability = decimal.Round((decimal)model.Probabilities(features)[churned], 4);
                if (
                    !_published.TryGetValue(score.Row.AccountId, out var before)
                    || Math.Abs(before - probability) >= LeastChange
                )
                    changed.Add(new ChurnPrediction(score.Row.AccountId, probability));
            }

            await EnqueueAsync(version, changed, ct);
            foreach (var account in changed)
                _published[account.AccountId] = account.Probability!.Value;
            after = page[^1].Row.AccountId;
        }
    }

    private async Task TakeBackAsync(CancellationToken ct)
    {
        foreach (var ids in _published.Keys.Chunk(PageSize))
            await EnqueueAsync(0, [.. ids.Select(id => new ChurnPrediction(id, null))], ct);
        _published.Clear();
    }

    private async Task EnqueueAsync(int version, List<ChurnPrediction> accounts, CancellationToken ct)
    {
        if (accounts.Count == 0)
            return;
        await using var work = await database.BeginAsync(ct);
        await work.EnqueueAsync(new ChurnPredicted(version, accounts), Key);
        await work.CommitAsync();
    }
}
