using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Engagement.Steps;

namespace Platform.Engagement.Playbooks;

/// <summary>Reads a definition with all that its steps' handlers say of it: what is wrong, what is sensitive, what is
/// doubtful.</summary>
public sealed partial class DefinitionCheck(ConditionAttributes attributes, IEnumerable<IStepHandler> handlers)
{
    private readonly Dictionary<string, IStepHandler> _handlers = handlers.ToDictionary(
        handler => handler.Type,
        StringComparer.Ordinal
    );

    /// <summary>The handler of a type, or null for what the engine does itself.</summary>
    public IStepHandler? Handler(string type) => _handlers.GetValueOrDefault(type);

    /// <summary>All types of steps that a definition may use.</summary>
    public IEnumerable<string> Types => PlaybookStep.ControlTypes.Concat(_handlers.Keys).Order(StringComparer.Ordinal);

    /// <param name="json">The definition as written.</param>
    /// <param name="classes">Classes that the playbook as a whole belongs to.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<(PlaybookDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems)> ReadAsync(
        JsonElement json,
        IReadOnlyCollection<string> classes,
        CancellationToken ct
    )
    {
        var known = await attributes.ReadAsync(null, ct);
        var (definition, found) = DefinitionReader.Read(json, known);
        var problems = found.ToList();
        var steps = (definition ?? Readable(json, known))?.Steps ?? [];
        var context = new StepCheckContext(
            steps.Select(step => step.Key).ToHashSet(StringComparer.Ordinal),
            known,
            definition?.Subject ?? "account"
        );
        var classified = new List<PlaybookStep>();
        foreach (var (step, i) in steps.Select((step, i) => (step, i)))
            classified.Add(await CheckAsync(step, $"definition.steps[{i}]", classes, context, problems, ct));
        return problems.Exists(problem => !problem.IsWarning)
            ? (null, problems)
            : (definition! with { Steps = classified }, problems);
    }

    /// <summary>A stored definition, as it was checked.</summary>
    public async Task<PlaybookDefinition> ReadStoredAsync(
        string text,
        IReadOnlyCollection<string> classes,
        CancellationToken ct
    )
    {
        var definition = DefinitionReader.ReadStored(text, await attributes.ReadAsync(null, ct));
        var steps = new List<PlaybookStep>();
        foreach (var step in definition.Steps)
            steps.Add(step with { Classes = await ClassesAsync(step, classes, ct) });
        return definition with { Steps = steps };
    }

    private static PlaybookDefinition? Readable(
        JsonElement json,
        IReadOnlyDictionary<string, Rules.RuleAttribute> known
    ) => json.ValueKind == JsonValueKind.Object ? DefinitionReader.ReadAnyway(json, known) : null;

    private async Task<PlaybookStep> CheckAsync(
        PlaybookStep step,
        string at,
        IReadOnlyCollection<string> classes,
        StepCheckContext context,
        List<DefinitionProblem> problems,
        CancellationToken ct
    )
    {
        if (PlaybookStep.ControlTypes.Contains(step.Type, StringComparer.Ordinal))
            return step;
        if (Handler(step.Type) is not { } handler)
        {
            var near = NearNames.Of(step.Type, Types);
            var hint =
                near.Count > 0 ? $"did you mean {string.Join(" or ", near)}?" : $"known are {string.Join(", ", Types)}";
            problems.Add(new DefinitionProblem($"{at}.type", $"'{step.Type}' is no type of step; {hint}", 0, near));
            return step;
        }

        foreach (var property in step.Json.EnumerateObject())
        {
            string[] known =
            [
                .. StepReader.CommonFields,
                .. handler.Fields,
                .. (string[])(handler.ReachesCustomer ? ["value"] : []),
            ];
            if (known.Contains(property.Name, StringComparer.Ordinal))
                continue;
            var near = NearNames.Of(property.Name, known);
            problems.Add(
                new DefinitionProblem(
                    $"{at}.{property.Name}",
                    $"'{property.Name}' is no field of a {step.Type}; "
                        + (
                            near.Count > 0
                                ? $"did you mean {string.Join(" or ", near)}?"
                                : $"known are {string.Join(", ", known)}"
                        ),
                    0,
                    near
                )
            );
        }

        problems.AddRange(
            from problem in await handler.CheckAsync(step.Json, context, ct)
            select new DefinitionProblem(
                problem.Field.Length == 0 ? at : $"{at}.{problem.Field}",
                problem.Message,
                problem.Position,
                problem.Near,
                problem.IsWarning
            )
        );
        if (handler.ReachesCustomer)
            CheckValue(step, at, problems);
        step = step with { Classes = await ClassesAsync(step, classes, ct) };
        if (
            step.Classes.Count > 0
            && step.Json.TryGetProperty("approval", out var approval)
            && approval.ValueKind == JsonValueKind.False
        )
            problems.Add(
                new DefinitionProblem(
                    $"{at}.approval",
                    $"cannot be false: the step is of class {string.Join(", ", step.Classes)}, which a person decides. "
                        + "Leave it out."
                )
            );
        return step;
    }

    private async Task<IReadOnlyList<string>> ClassesAsync(
        PlaybookStep step,
        IReadOnlyCollection<string> classes,
        CancellationToken ct
    )
    {
        if (Handler(step.Type) is not { } handler)
            return step.Classes;
        var all = step.Classes.Concat(await handler.ClassifyAsync(step.Json, ct));
        if (handler.ReachesCustomer)
            all = all.Concat(classes).Concat(ByContent(step.Json.GetRawText()));
        return [.. all.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>What a text speaks of by the variables that it fills in.</summary>
    internal static IEnumerable<string> ByContent(string text)
    {
        foreach (Match variable in Variable().Matches(text))
        {
            var name = variable.Groups["name"].Value;
            if (name.Contains("price", StringComparison.OrdinalIgnoreCase))
                yield return Sensitivity.Price;
            if (name.Contains("discount", StringComparison.OrdinalIgnoreCase))
                yield return Sensitivity.Concession;
            if (name.Contains("renewal", StringComparison.OrdinalIgnoreCase))
                yield return Sensitivity.RenewalTerms;
        }
    }

    private static void CheckValue(PlaybookStep step, string at, List<DefinitionProblem> problems)
    {
        if (!step.Json.TryGetProperty("value", out var value) || value.ValueKind == JsonValueKind.Null)
            problems.Add(
                new DefinitionProblem(
                    $"{at}.value",
                    "is missing: what a customer sees brings them something (a proof line, a benchmark, a tactic's "
                        + "result, the answer to a request)",
                    IsWarning: true
                )
            );
        foreach (Match phrase in Hollow().Matches(step.Json.GetRawText()))
            problems.Add(
                new DefinitionProblem(
                    at,
                    $"says \"{phrase.Value}\", which gives the reader nothing: say what they gain",
                    IsWarning: true
                )
            );
    }

    [GeneratedRegex(@"\{\{-?\s*(?<name>[\w.]+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Variable();

    [GeneratedRegex(
        "just checking in|checking in with you|touching base|(we |I )?noticed (that )?you haven.t",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Hollow();
}
