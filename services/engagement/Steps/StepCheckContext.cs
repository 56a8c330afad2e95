using Platform.Rules;

namespace Platform.Engagement.Steps;

/// <summary>What a step may refer to when its definition is saved.</summary>
/// <param name="Steps">The keys of all steps of the definition.</param>
/// <param name="Attributes">What conditions may speak of, by lower-case name.</param>
/// <param name="SubjectKind">What the playbook's runs are about: <c>account</c>, <c>contact</c> or <c>user</c>.</param>
public sealed record StepCheckContext(
    IReadOnlySet<string> Steps,
    IReadOnlyDictionary<string, RuleAttribute> Attributes,
    string SubjectKind
);
