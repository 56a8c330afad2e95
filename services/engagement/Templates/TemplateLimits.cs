using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.Templates;

/// <summary>Section <c>Templates</c>: how much a template may take.</summary>
public sealed class TemplateLimits
{
    public const string Section = "Templates";

    /// <summary>Milliseconds that writing one text may take.</summary>
    [Range(1, 10_000)]
    public int MostMilliseconds { get; set; } = 10;

    /// <summary>Characters that one text may have.</summary>
    [Range(1_000, 1_000_000)]
    public int MostCharacters { get; set; } = 64 * 1024;

    /// <summary>Statements that one text may run, which ends a loop that writes nothing.</summary>
    [Range(100, 1_000_000)]
    public int MostSteps { get; set; } = 20_000;
}
