using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scorecards.Library;

/// <summary>Puts the default scorecards in force where a segment never had one. Runs before the service takes its first
/// request; replicas may do it together.</summary>
public sealed class SeedScorecards(Database database, TimeProvider clock) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var (segment, card) in DefaultScorecards.BySegment)
            await database.ExecuteAsync(
                Seed,
                new
                {
                    Id = Guid.CreateVersion7(),
                    Segment = segment,
                    Name = $"Default for {segment}",
                    Rules = ScorecardRow.RulesOf(card),
                    At = clock.GetUtcNow(),
                },
                cancellationToken
            );
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private const string Seed = """
        insert into scorecard (scorecard_id, segment, version, name, status, rules, created_at, created_by,
            activated_at)
        select @Id, @Segment, 1, @Name, 'active', @Rules::jsonb, @At, 'service:health-scoring', @At
        where not exists (select from scorecard where segment = @Segment)
        on conflict do nothing
        """;
}
