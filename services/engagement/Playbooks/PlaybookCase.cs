using Platform.Rules;

namespace Platform.Engagement.Playbooks;

/// <summary>One way of a branch.</summary>
public sealed record PlaybookCase(Rule When, string Next);
