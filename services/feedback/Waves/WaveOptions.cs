namespace Platform.Feedback.Waves;

/// <summary>Section <c>Surveys</c>; what stands here is the default of the domain.</summary>
public sealed class WaveOptions
{
    /// <summary>Nobody is asked again, by whichever survey, before so many days have passed.</summary>
    public int AskAgainAfterDays { get; set; } = 90;
}
