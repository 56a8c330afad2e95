using System.Text.Json;
using Platform.Contracts;
using Platform.Engagement.Playbooks;
using Platform.Engagement.Steps;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Runs;

/// <summary>Starts another playbook for the same account, person or user, at most three deep.</summary>
public sealed class StartPlaybookStep(Lazy<LivePlaybooks> playbooks, RunStarter starter, Database database)
    : IStepHandler
{
    public string Type => "start_playbook";

    public IReadOnlySet<string> Fields { get; } = new HashSet<string>(StringComparer.Ordinal) { "playbook" };

    public async Task<IReadOnlyList<StepProblem>> CheckAsync(
        JsonElement step,
        StepCheckContext context,
        CancellationToken ct
    )
    {
        var key = step.TryGetProperty("playbook", out var named) ? named.GetString() : null;
        var keys = await database.QueryAsync<string>("select key from playbook where status <> 'retired'", ct: ct);
        if (key is not null && keys.Contains(key, StringComparer.Ordinal))
            return [];
        var near = NearNames.Of(key ?? "", keys);
        return
        [
            new StepProblem(
                "playbook",
                $"there is no playbook '{key}'"
                    + (near.Count > 0 ? $"; did you mean {string.Join(" or ", near)}?" : ""),
                near
            ),
        ];
    }

    public async Task<StepResult> RunAsync(StepRun run, UnitOfWork work, CancellationToken ct)
    {
        var key = run.Text("playbook");
        if ((await playbooks.Value.AllAsync(ct)).FirstOrDefault(one => one.Key == key) is not { } live)
            return new StepResult.Failed($"Playbook '{key}' is not live.");
        var depth = await work.ScalarAsync<int>("select depth from run where id = @RunId", new { run.RunId });
        var started = await starter.StartAsync(
            work,
            new RunStart(
                live,
                run.Account,
                "playbook",
                run.StartedBy,
                run.Contact,
                run.ProductUserId,
                run.Variables.TryGetValue("event", out var body) ? body : null,
                ParentId: run.RunId,
                Depth: depth + 1
            )
        );
        return started.RunId is null
            ? new StepResult.Refused(null, started.Refusal ?? "it could not start")
            : new StepResult.Done(
                JsonSerializer.SerializeToElement(new { started.RunId, started.IsNew }, ContractJson.Options)
            );
    }
}
