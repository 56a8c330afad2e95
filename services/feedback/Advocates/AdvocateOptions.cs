using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Advocates;

/// <summary>Section <c>Advocates</c>, our own choice.</summary>
public sealed class AdvocateOptions
{
    /// <summary>The most references that one person is asked for within <see cref="WithinDays"/>.</summary>
    [Range(1, 1000)]
    public int MostReferences { get; set; } = 2;

    /// <summary>The days of that limit.</summary>
    [Range(1, 3650)]
    public int WithinDays { get; set; } = 90;
}
