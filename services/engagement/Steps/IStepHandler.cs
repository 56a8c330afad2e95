using System.Text.Json;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Steps;

/// <summary>What one type of step does. Handlers are collected from the container: a new type is a new class and a line
/// <c>services.AddSingleton&lt;IStepHandler, …&gt;()</c>.</summary>
public interface IStepHandler
{
    /// <summary>As written in definitions: <c>task</c>, <c>email</c>.</summary>
    string Type { get; }

    /// <summary>Whether a person of the customer sees what it does: then it needs a value block, and may be sensitive
    /// by its recipient.</summary>
    bool ReachesCustomer => false;

    /// <summary>The names of the fields that such a step may have besides those of every step; others are
    /// refused.</summary>
    IReadOnlySet<string> Fields { get; }

    /// <summary>What is wrong with a step when its definition is saved.</summary>
    Task<IReadOnlyList<StepProblem>> CheckAsync(JsonElement step, StepCheckContext context, CancellationToken ct);

    /// <summary>Classes of sensitivity that a step belongs to by its content, for example by the variables of its
    /// template; see <see cref="Sensitivity"/>. They are added to those that the step declares.</summary>
    Task<IReadOnlyCollection<string>> ClassifyAsync(JsonElement step, CancellationToken ct) =>
        Task.FromResult<IReadOnlyCollection<string>>([]);

    /// <summary>What a person is shown before the step is done, where it asks one: recipients, subject, body. Null:
    /// the step itself is shown.</summary>
    Task<StepDraft?> DraftAsync(StepRun run, UnitOfWork work, CancellationToken ct) =>
        Task.FromResult<StepDraft?>(null);

    /// <summary>Does the step. Whatever it writes commits together with the run's new state; what goes outward is
    /// returned as <see cref="StepResult.Send"/> and is sent after the commit. Never called before an approval that
    /// the step needs.</summary>
    Task<StepResult> RunAsync(StepRun run, UnitOfWork work, CancellationToken ct);
}
