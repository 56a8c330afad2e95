using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Steps;

/// <summary>Posts what the run is about to an address. Repeats carry the same <c>Idempotency-Key</c>.</summary>
public sealed class WebhookStep : IStepHandler
{
    public string Type => "webhook";

    public IReadOnlySet<string> Fields { get; } = new HashSet<string>(StringComparer.Ordinal) { "url", "data" };

    public Task<IReadOnlyList<StepProblem>> CheckAsync(
        JsonElement step,
        StepCheckContext context,
        CancellationToken ct
    ) =>
        Task.FromResult<IReadOnlyList<StepProblem>>(
            step.TryGetProperty("url", out var url)
            && url.ValueKind == JsonValueKind.String
            && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var uri)
            && uri.Scheme is "https" or "http"
                ? []
                : [new StepProblem("url", "is no http or https address")]
        );

    public Task<StepResult> RunAsync(StepRun run, UnitOfWork work, CancellationToken ct) =>
        Task.FromResult<StepResult>(
            run.Wake is { Kind: "sent", Answer: { } answer }
                ? answer.GetProperty("accepted").GetBoolean()
                    ? new StepResult.Done(answer)
                    : new StepResult.Failed(
                        answer.TryGetProperty("reason", out var reason) ? reason.GetString()! : "It was refused."
                    )
                : Send(run)
        );

    private static StepResult.Send Send(StepRun run) =>
        new StepResult.Send(
            WebhookCall.WebhookKind,
            run.EffectKey(run.Text("url")!),
            JsonSerializer.SerializeToElement(
                new
                {
                    url = run.Text("url"),
                    body = new
                    {
                        run.RunId,
                        run.Playbook,
                        step = run.StepKey,
                        accountId = run.Account.AccountId,
                        account = run.Account.Name,
                        contactId = run.Contact?.ContactId,
                        data = run.Definition.TryGetProperty("data", out var data) ? data : (JsonElement?)null,
                    },
                },
                ContractJson.Options
            )
        );
}
