using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Engagement.Steps;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Playbooks;

/// <summary>What is written of a playbook.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Owner">User id of who answers for it; the caller unless said.</param>
/// <param name="Classes">Classes of sensitivity of all its steps that customers see.</param>
/// <param name="Holdout">Share of subjects that nothing is done for, 0–0.5; 0 unless said.</param>
/// <param name="Definition">Trigger, entry, exit, goal and steps; its schema is at <c>/v1/playbooks/schema</c>.</param>
public sealed record PlaybookInput(
    [Required, StringLength(200)] string Name,
    [StringLength(200)] string? Owner,
    IReadOnlyList<string>? Classes,
    [Range(0, 0.5)] decimal? Holdout,
    [Required] JsonObject Definition
)
{
    internal JsonElement ReadDefinition() => JsonSerializer.SerializeToElement(Definition);

    internal async Task<(PlaybookDefinition Definition, IReadOnlyList<DefinitionProblem> Warnings)> CheckAsync(
        DefinitionCheck check,
        CancellationToken ct
    )
    {
        var classes = Classes ?? [];
        if (classes.FirstOrDefault(one => !Sensitivity.All.Contains(one, StringComparer.Ordinal)) is { } unknown)
            throw Problem
                .Invalid("classes", $"'{unknown}' is none of: {string.Join(", ", Sensitivity.All)}")
                .ToException();
        var definition = ReadDefinition();
        if (definition.GetRawText().Length is > PlaybookDefinition.LongestText and var length)
            throw Problem
                .Invalid("definition", $"has {length} characters; at most {PlaybookDefinition.LongestText} are taken")
                .ToException();
        var (read, problems) = await check.ReadAsync(definition, classes, ct);
        return read is null
            ? throw PlaybookProblems.Invalid(problems).ToException()
            : (read, [.. problems.Where(problem => problem.IsWarning)]);
    }
}
