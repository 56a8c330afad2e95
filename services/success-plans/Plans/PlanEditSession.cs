using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Objectives;

namespace Platform.SuccessPlans.Plans;

/// <summary>A plan that is being changed, in its unit of work.</summary>
public sealed class PlanEditSession(
    UnitOfWork work,
    PlanRow plan,
    PlanProgress progress,
    string actor,
    DateTimeOffset now
) : IAsyncDisposable
{
    private int _over;

    public UnitOfWork Work => work;

    /// <summary>As it was when it was opened.</summary>
    public PlanRow Plan => plan;

    public DateTimeOffset Now => now;

    public string Actor => actor;

    public int Version { get; private set; } = plan.Version;

    public Task<IReadOnlyList<Objective>> ObjectivesAsync() =>
        work.QueryAsync<Objective>(Objective.OfPlan, new { planId = plan.Id });

    /// <summary>Writes down what changed; the plan is at its next version from now on.</summary>
    public Task RecordAsync(string what, Guid? subjectId, object? before, object? after) =>
        work.ExecuteAsync(
            Record,
            new
            {
                PlanId = plan.Id,
                Version = ++Version,
                At = now,
                By = actor,
                what,
                subjectId,
                Before = before is null ? null : JsonSerializer.Serialize(before, ContractJson.Options),
                After = after is null ? null : JsonSerializer.Serialize(after, ContractJson.Options),
            }
        );

    /// <summary>Publishes the progress, commits and gives the connection back, so that what is read next does not wait
    /// for a second one.</summary>
    public async Task CommitAsync()
    {
        await progress.PublishAsync(work, plan.AccountId);
        await work.CommitAsync();
        await DisposeAsync();
    }

    /// <summary>Once: Npgsql gives a transaction that was disposed of to the next who asks, and a second time would end
    /// theirs.</summary>
    public ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref _over, 1) == 0 ? work.DisposeAsync() : ValueTask.CompletedTask;

    private const string Record = """
        with bumped as (update plan set version = @Version where id = @PlanId)
        insert into plan_change (plan_id, version, at, by, what, subject_id, before, after)
        values (@PlanId, @Version, @At, @By, @what, @subjectId, @Before::jsonb, @After::jsonb)
        """;
}
